import { connect } from 'node:net'
import { Readable } from 'node:stream'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { FactsError } from '../facts/index.ts'
import { RecordsFailure } from '../records/index.ts'
import { handleError } from './problems.ts'

test.each(['busy', 'closed', 'unreachable', 'not_writable'] as const)(
  'a store that is %s is told as 503 with Retry-After',
  async (code) => {
    const app = fastify()
    app.setErrorHandler(handleError)
    app.get('/', async () => {
      throw new FactsError(code, 'Insides that nobody should see.')
    })
    const answer = await app.inject('/')
    expect(answer.statusCode).toBe(503)
    expect(answer.headers['retry-after']).toBe('1')
    expect(answer.json()).toMatchObject({ code: 'unavailable' })
    expect(answer.body).not.toContain('Insides')
  },
)

test.each([
  ['unreachable', 503],
  ['migration_failed', 500],
] as const)('records that are %s are told as %i', async (code, status) => {
  const app = fastify()
  app.setErrorHandler(handleError)
  app.get('/', async () => {
    throw new RecordsFailure(code, 'Insides that nobody should see.')
  })
  const answer = await app.inject('/')
  expect(answer.statusCode).toBe(status)
  expect(answer.body).not.toContain('Insides')
})

test('an engine that refuses connections is told as 503, another error as 500', async () => {
  const app = fastify()
  app.setErrorHandler(handleError)
  app.get('/away', async () => {
    throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  })
  app.get('/bug', async () => {
    throw new Error('a bug')
  })
  expect((await app.inject('/away')).statusCode).toBe(503)
  expect((await app.inject('/bug')).statusCode).toBe(500)
})

test('a caller who leaves in the middle is not logged as a fault of ours', async () => {
  const lines: { level: number; msg: string }[] = []
  const closed = Promise.withResolvers<void>()
  const app = fastify({
    logger: { level: 'debug', stream: { write: (line) => void lines.push(JSON.parse(line)) } },
  })
  app.setErrorHandler(handleError)
  const arrived = Promise.withResolvers<void>()
  app.get('/', async (_request, reply) => {
    reply.raw.once('close', () => setImmediate(() => closed.resolve()))
    arrived.resolve()
    return reply.send(new Readable({ read() {} }))
  })
  const url = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  const socket = connect(Number(url.port), '127.0.0.1')
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  await arrived.promise
  socket.destroy()
  await closed.promise
  expect(lines.filter(({ level }) => level >= 50)).toEqual([])
  await app.close()
})
