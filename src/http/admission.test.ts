import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import compress from '@fastify/compress'
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { Admission, type RoomLimits } from './admission.ts'
import { handleError } from './problems.ts'
import { takeRawBodies } from './raw-body.ts'
import { type BodyPace, bodyPace } from './read-body.ts'

const limits: RoomLimits = { maxBytes: 1_500, maxBytesOfOwner: 1_000, ownBytes: 100 }
const ownerOf = (request: FastifyRequest): string => String(request.headers['x-owner'])

/** A server whose requests are answered when the test says so. */
async function serverWith(admission: Admission, pace: BodyPace = bodyPace) {
  const app = fastify({ bodyLimit: 2_000 })
  app.setErrorHandler(handleError)
  await app.register(compress)
  takeRawBodies(app, pace)
  const arrived: string[] = []
  const gates = new Map<string, PromiseWithResolvers<void>>()
  const gate = (name: string) => {
    const known = gates.get(name) ?? Promise.withResolvers<void>()
    gates.set(name, known)
    return known
  }
  app.post('/', { onRequest: admission.hook(ownerOf) }, async (request) => {
    arrived.push(String(request.headers['x-name']))
    await gate(String(request.headers['x-name'])).promise
    return 'done'
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(() => app.close())
  const port = (app.server.address() as { port: number }).port

  return {
    arrived,
    open: (name: string) => gate(name).resolve(),
    post: (owner: string, name: string, body: string | Buffer, headers: Record<string, string> = {}) =>
      app.inject({
        method: 'POST',
        url: '/',
        headers: { 'x-owner': owner, 'x-name': name, 'content-type': 'text/plain', ...headers },
        payload: body,
      }),
    /** The beginning of a request, over a connection of its own. */
    begin: async (owner: string, headers: string, body: string): Promise<Socket> => {
      const socket = connect(port, '127.0.0.1')
      onTestFinished(() => void socket.destroy())
      socket.on('error', () => undefined)
      socket.write(
        `POST / HTTP/1.1\r\nHost: x\r\nX-Owner: ${owner}\r\nX-Name: slow\r\n${headers}\r\n\r\n${body}`,
      )
      return socket
    },
  }
}

async function answerOf(socket: Socket): Promise<string> {
  let answer = ''
  socket.setEncoding('utf8').on('data', (text) => {
    answer += text
  })
  await once(socket, 'close')
  return answer
}

const refused = { statusCode: 429 }

test('an owner beyond its share is refused with Retry-After until others of its own are answered; others come in', async () => {
  const admission = new Admission(limits)
  const { post, open, arrived } = await serverWith(admission)
  const first = post('a', 'first', 'x'.repeat(900))
  await expect.poll(() => arrived).toEqual(['first'])
  expect(admission.bytes).toBe(900)
  const second = await post('a', 'second', 'x'.repeat(200))
  expect(second).toMatchObject(refused)
  expect(second.headers['retry-after']).toBeDefined()
  expect(second.json()).toMatchObject({ code: 'overloaded' })
  open('other')
  expect(await post('b', 'other', 'x'.repeat(500))).toMatchObject({ statusCode: 200 })
  open('first')
  expect((await first).statusCode).toBe(200)
  expect(admission.bytes).toBe(0)
  open('third')
  expect((await post('a', 'third', 'x'.repeat(200))).statusCode).toBe(200)
})

test('in a full room every owner still has a little of its own', async () => {
  const admission = new Admission(limits)
  const { post, open, arrived } = await serverWith(admission)
  const filling = [post('a', 'a', 'x'.repeat(1_000)), post('b', 'b', 'x'.repeat(500))]
  await expect.poll(() => arrived.length).toBe(2)
  expect(await post('c', 'large', 'x'.repeat(101))).toMatchObject(refused)
  open('small')
  expect(await post('c', 'small', 'x'.repeat(100))).toMatchObject({ statusCode: 200 })
  for (const name of ['a', 'b']) open(name)
  await Promise.all(filling)
})

test('what is announced and does not come holds no room', async () => {
  const admission = new Admission(limits)
  const { begin, post, open } = await serverWith(admission)
  await Promise.all(Array.from({ length: 5 }, () => begin('a', 'Content-Length: 900', 'x')))
  await expect.poll(() => admission.bytes).toBe(5)
  open('whole')
  expect(await post('a', 'whole', 'x'.repeat(900))).toMatchObject({ statusCode: 200 })
})

test.each([
  ['packed', { 'content-encoding': 'gzip' }, gzipSync('x'.repeat(50))],
  ['in chunks', { 'transfer-encoding': 'chunked' }, 'x'.repeat(50)],
])('a body %s counts as what has arrived of it', async (_name, headers, body) => {
  const admission = new Admission(limits)
  const { post, open, arrived } = await serverWith(admission)
  const names = Array.from({ length: 8 }, (_each, n) => `n${n}`)
  const posts = names.map((name) => post('a', name, body, headers))
  await expect.poll(() => arrived.length).toBe(8)
  expect(admission.bytes).toBe(8 * 50)
  for (const name of names) open(name)
  expect((await Promise.all(posts)).map((answer) => answer.statusCode)).toEqual(names.map(() => 200))
})

test('a body that grows beyond its share is read to its end, kept nowhere, and refused', async () => {
  const admission = new Admission(limits)
  const { begin } = await serverWith(admission)
  const socket = await begin('a', 'Transfer-Encoding: chunked', `320\r\n${'x'.repeat(800)}\r\n`)
  await expect.poll(() => admission.bytes).toBe(800)
  const answer = answerOf(socket)
  socket.write(`12c\r\n${'x'.repeat(300)}\r\n`)
  await expect.poll(() => admission.bytes).toBe(0)
  socket.write('0\r\n\r\n')
  expect(await answer).toMatch(/^HTTP\/1.1 429 [^]*"overloaded"/)
})

test('a body that stops is cut, and its room given back', async () => {
  const admission = new Admission(limits)
  const { begin } = await serverWith(admission, { everyMs: 20, minBytes: 1 })
  const answer = answerOf(await begin('a', 'Content-Length: 900', 'x'))
  expect(await answer).toMatch(/^HTTP\/1.1 408 [^]*connection: close[^]*"request_timeout"/i)
  expect(admission.bytes).toBe(0)
})

test('a body longer than its route allows is refused, whether it says so or not', async () => {
  const admission = new Admission({ maxBytes: 9_000, maxBytesOfOwner: 9_000, ownBytes: 0 })
  const { post } = await serverWith(admission)
  const long = 'x'.repeat(2_001)
  for (const body of [
    post('a', 'plain', long),
    post('a', 'chunks', long, { 'transfer-encoding': 'chunked' }),
    post('a', 'packed', gzipSync(long), { 'content-encoding': 'gzip' }),
  ])
    expect((await body).json()).toMatchObject({ status: 413, code: 'body_too_large' })
  expect(admission.bytes).toBe(0)
})

test('room is not taken for a sender who left while it was looked up', async () => {
  const admission = new Admission(limits)
  const app = fastify()
  takeRawBodies(app)
  const left = async (_request: FastifyRequest, reply: FastifyReply) => {
    const closed = once(reply.raw, 'close')
    reply.raw.destroy()
    await closed
  }
  app.post('/', { onRequest: [left, admission.hook(ownerOf)] }, async () => 'done')
  await app.inject({ method: 'POST', url: '/', payload: 'x' }).catch(() => {})
  expect(admission.bytes).toBe(0)
  await app.close()
})
