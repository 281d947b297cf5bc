import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerPages } from './pages.ts'

const script = 'console.log("page")'
let folder: string
let app: FastifyInstance

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tallybook-pages-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<title>Tallybook</title>')
  await writeFile(join(folder, '.stamp'), 'secret')
  await writeFile(join(folder, 'assets', 'main-abc123.js'), script)
  await writeFile(join(folder, 'assets', 'main-abc123.js.br'), brotliCompressSync(script))
  app = fastify()
  await registerPages(app, folder)
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

describe('the pages', () => {
  test('a file with a hash in its name is kept by browsers for ever', async () => {
    const answer = await app.inject({ method: 'GET', url: '/assets/main-abc123.js' })
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(answer.payload).toBe(script)
  })

  test('it is sent compressed to those who can read it', async () => {
    const headers = { 'accept-encoding': 'br' }
    const answer = await app.inject({ method: 'GET', url: '/assets/main-abc123.js', headers })
    expect(answer.headers['content-encoding']).toBe('br')
    expect(answer.headers['content-type']).toContain('javascript')
    expect(brotliDecompressSync(answer.rawPayload).toString()).toBe(script)
  })

  test.each(['/', '/analytics?from=2026-09-01', '/setup', '/messages/1'])(
    '%s is the page itself',
    async (url) => {
      const answer = await app.inject({ method: 'GET', url })
      expect(answer.statusCode).toBe(200)
      expect(answer.payload).toContain('Tallybook')
      expect(answer.headers['cache-control']).toBe('no-cache')
    },
  )

  test.each(['/api/v1/nothing', '/assets/gone.js', '/hooks/x'])('%s is no page', async (url) => {
    const answer = await app.inject({ method: 'GET', url })
    expect(answer.statusCode).toBe(404)
    expect(answer.json()).toMatchObject({ code: 'not_found' })
  })

  test.each(['/.stamp', '/../package.json', '/%2e%2e/package.json', '/assets/..%2f.stamp'])(
    'nothing besides the pages comes out of %s',
    async (url) => {
      const answer = await app.inject({ method: 'GET', url })
      expect(answer.payload).not.toContain('secret')
      expect(answer.payload).not.toContain('dependencies')
    },
  )

  test('a change is never sent to a page', async () => {
    expect((await app.inject({ method: 'POST', url: '/analytics' })).statusCode).toBe(404)
  })
})
