import { once } from 'node:events'
import { connect } from 'node:net'
import fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerClientError, refuseWithoutHost } from './client-errors.ts'
import { OpenConnections } from './open-connections.ts'

const connections = new OpenConnections()
const app = fastify({
  http: { requireHostHeader: false },
  clientErrorHandler: (error, socket) => answerClientError(error, socket, connections.isAnswering(socket)),
})
const begun = Promise.withResolvers<void>()
beforeAll(async () => {
  connections.watch(app.server)
  app.addHook('onRequest', refuseWithoutHost)
  app.post('/', async () => 'done')
  app.get('/endless', async (_request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200)
    reply.raw.write('begun')
    begun.resolve()
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => app.close())

async function answerTo(text: string, end = false): Promise<string> {
  const socket = connect((app.server.address() as { port: number }).port, '127.0.0.1')
  let answer = ''
  socket.setEncoding('utf8').on('data', (part) => {
    answer += part
  })
  socket.on('error', () => undefined)
  if (end) socket.end(text)
  else socket.write(text)
  await once(socket, 'close')
  return answer
}

test.each([
  [
    'headers without an end',
    `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    431,
    'headers_too_large',
  ],
  ['no host', 'POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n', 400, 'invalid_request'],
  ['no HTTP', 'Good morning\r\n\r\n', 400, 'invalid_request'],
  [
    'a chunk without its length',
    'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n',
    400,
    'invalid_request',
  ],
])('%s: the answer is a problem, and the connection ends with it', async (_name, text, status, code) => {
  const [head = '', body = ''] = (await answerTo(text)).split('\r\n\r\n')
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(head).toMatch(/^content-type: application\/problem\+json; charset=utf-8\r?$/im)
  expect(head).toMatch(/^connection: close\r?$/im)
  expect(JSON.parse(body)).toMatchObject({ status, code, type: `urn:tallybook:problem:${code}` })
})

test('a body that is cut off in a chunk is answered with a problem', async () => {
  const answer = await answerTo(
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"a',
    true,
  )
  expect(answer).toMatch(/^HTTP\/1.1 400 [^]*"invalid_request"/)
})

test('an answer that has begun is not mixed with another', async () => {
  const socket = connect((app.server.address() as { port: number }).port, '127.0.0.1')
  let answer = ''
  socket.setEncoding('utf8').on('data', (part) => {
    answer += part
  })
  socket.write('GET /endless HTTP/1.1\r\nHost: x\r\n\r\n')
  await begun.promise
  socket.write('no HTTP at all\r\n\r\n')
  await once(socket, 'close')
  expect(answer).toMatch(/^HTTP\/1.1 200 /)
  expect(answer).not.toContain('problem')
})

test('HTTP/1.0 needs no host', async () => {
  expect(await answerTo('POST / HTTP/1.0\r\nContent-Length: 0\r\n\r\n')).toMatch(/ 200 OK/)
})
