import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askGuarded } from './ask-guarded.ts'

let server: Server
let base = ''
const seen: (string | undefined)[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request.headers['api_access_token']?.toString())
    if (request.url === '/moved') response.writeHead(302, { location: '/here' }).end()
    else if (request.url === '/large') response.end(Buffer.alloc(9 * 1024 * 1024))
    else if (request.url === '/silent') return
    else response.end('{"payload":[]}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  base = `http://chat.example:${port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const never = new AbortController().signal
const asked = (path: string, allowsPrivate = true, signal = never, addresses = ['127.0.0.1']) =>
  askGuarded({ allowsPrivate, resolve: () => Promise.resolve(addresses) })(
    `${base}${path}`,
    { api_access_token: 'token' },
    signal,
  )

test('what an address answers comes as bytes, and the header goes there', async () => {
  const answer = await asked('/here')
  expect(answer).toMatchObject({ ok: true })
  expect(answer.ok && Buffer.from(answer.value).toString()).toBe('{"payload":[]}')
  expect(seen.at(-1)).toBe('token')
})

test.each([
  ['a private address', ['127.0.0.1']],
  ['a public name with a private address beside its own', ['93.184.216.34', '10.0.0.1']],
  ['a public address without TLS', ['93.184.216.34']],
  ['a name without an address', []],
])('%s is not asked', async (_what, addresses) => {
  const before = seen.length
  expect(await asked('/here', false, never, addresses)).toMatchObject({
    failure: { code: 'source_unreachable' },
  })
  expect(seen).toHaveLength(before)
})

test('an answer that leads elsewhere is not followed, and one that is too large is given up', async () => {
  const before = seen.length
  expect(await asked('/moved')).toMatchObject({ failure: { detail: 'chat.example answered 302.' } })
  expect(seen).toHaveLength(before + 1)
  expect(await asked('/large')).toMatchObject({ failure: { code: 'source_unreachable' } })
})

test('whoever stops does not wait for an answer', async () => {
  const stop = new AbortController()
  const answer = asked('/silent', true, stop.signal)
  stop.abort(new Error('The server stops.'))
  expect(await answer).toMatchObject({ failure: { code: 'source_unreachable' } })
})
