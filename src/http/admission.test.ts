import { EventEmitter, once } from 'node:events'
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { Admission } from './admission.ts'

function serverWith(admission: Admission) {
  const app = fastify()
  const gate = new EventEmitter()
  const arrived: string[] = []
  app.post('/', { onRequest: admission.hook(1_000) }, async (request) => {
    arrived.push(String(request.headers['x-name']))
    gate.emit('arrived')
    await new Promise((resolve) => gate.once('open', resolve))
    return 'done'
  })
  const post = (name: string, body: string, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: '/',
      headers: { 'x-name': name, 'content-type': 'text/plain', ...headers },
      payload: body,
    })
  return { app, gate, post, arrived }
}

test('bodies beyond the stated bytes are refused with Retry-After, until others are answered', async () => {
  const admission = new Admission(1_000)
  const { app, gate, post, arrived } = serverWith(admission)
  const first = post('first', 'x'.repeat(800))
  while (arrived.length < 1) await new Promise((resolve) => gate.once('arrived', resolve))
  expect(admission.bytes).toBe(800)
  const refused = await post('second', 'x'.repeat(300))
  expect(refused.statusCode).toBe(429)
  expect(refused.headers['retry-after']).toBeDefined()
  expect(refused.json()).toMatchObject({ code: 'overloaded' })
  gate.emit('open')
  expect((await first).statusCode).toBe(200)
  expect(admission.bytes).toBe(0)
  const third = post('third', 'x'.repeat(300))
  while (arrived.length < 2) await new Promise((resolve) => gate.once('arrived', resolve))
  gate.emit('open')
  expect((await third).statusCode).toBe(200)
  await app.close()
})

test('room is not taken for a sender who left while it was looked up', async () => {
  const admission = new Admission(1_000)
  const app = fastify()
  const left = async (_request: FastifyRequest, reply: FastifyReply) => {
    const closed = once(reply.raw, 'close')
    reply.raw.destroy()
    await closed
  }
  app.post('/', { onRequest: [left, admission.hook(1_000)] }, async () => 'done')
  await app.inject({ method: 'POST', url: '/', payload: 'x' }).catch(() => {})
  expect(admission.bytes).toBe(0)
  await app.close()
})

test('a packed body counts as the longest that it may become', async () => {
  const admission = new Admission(1_500)
  const { app, gate, post, arrived } = serverWith(admission)
  const packed = post('packed', 'x', { 'content-encoding': 'gzip' })
  while (arrived.length < 1) await new Promise((resolve) => gate.once('arrived', resolve))
  expect(admission.bytes).toBe(1_000)
  gate.emit('open')
  await packed
  await app.close()
})
