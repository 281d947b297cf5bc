import fastify from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { expect, test } from 'vitest'
import { FactsError } from '../facts/index.ts'
import { registerHealth } from './health.ts'
import { createServerMetrics } from './server-metrics.ts'

type Ping = () => Promise<void>

function serverWith(records: Ping, facts: Ping, usageSetAside = async () => 2) {
  const app = fastify()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  const metrics = createServerMetrics({
    liveConnections: () => 0,
    bodyBytes: () => 0,
    usageSetAside,
    monthsSetAside: async () => 3,
    waitingDeliveries: async () => ({ webhook: 0, email: 0 }),
  })
  registerHealth(app, { records: { ping: records }, facts: { ping: facts } }, metrics)
  return app
}

const answers: Ping = () => Promise.resolve()
const fails: Ping = () => Promise.reject(new Error('connection refused'))

test('it is ready when both engines answer', async () => {
  const answer = await serverWith(answers, answers).inject('/readyz')
  expect(answer.statusCode).toBe(200)
})

test('an engine that fails while the other still thinks is told, and no rejection goes unhandled', async () => {
  const unhandled: unknown[] = []
  const note = (error: unknown) => unhandled.push(error)
  process.on('unhandledRejection', note)
  const thinking: Ping = () => new Promise<void>((resolve) => setImmediate(resolve))
  const answer = await serverWith(thinking, fails).inject('/readyz')
  process.off('unhandledRejection', note)
  expect(answer.statusCode).toBe(503)
  expect(answer.json()).toMatchObject({
    code: 'unavailable',
    detail: 'The engine of the facts does not answer.',
  })
  expect(unhandled).toEqual([])
})

test('facts that cannot be written are told', async () => {
  const fullDisk: Ping = () => Promise.reject(new FactsError('not_writable', 'Insides.'))
  const answer = await serverWith(answers, fullDisk).inject('/readyz')
  expect(answer.statusCode).toBe(503)
  expect(answer.json()).toMatchObject({ detail: 'The engine of the facts answers, but cannot write.' })
})

test('the first engine that does not answer is named', async () => {
  const answer = await serverWith(fails, answers).inject('/readyz')
  expect(answer.json()).toMatchObject({ detail: 'The engine of the records does not answer.' })
})

test('the metrics say how much usage is set aside, and nothing of it while the records are away', async () => {
  const told = async (usageSetAside?: () => Promise<number>) =>
    (await serverWith(answers, answers, usageSetAside).inject('/metrics')).body.match(
      /^tallybook_usage_set_aside .*$/gm,
    )
  expect(await told()).toEqual(['tallybook_usage_set_aside 2'])
  expect(await told(() => Promise.reject(new Error('connection refused')))).toBeNull()
  const { body } = await serverWith(answers, answers).inject('/metrics')
  expect(body).toContain('tallybook_months_set_aside 3')
})
