import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Facts } from '../facts/index.ts'
import { FactsError } from '../facts/index.ts'
import type { ServerDependencies } from './dependencies.ts'
import { problemResponses } from './openapi.ts'
import { problemOf, sendProblem } from './problems.ts'
import type { ServerMetrics } from './server-metrics.ts'

const readyTimeoutMs = 5_000
const tags = ['operation']

/** `/healthz` the process is up; `/readyz` both engines answer and facts can be written; `/metrics` for Prometheus. None asks who is calling. */
export function registerHealth(
  app: FastifyInstance,
  deps: Pick<ServerDependencies, 'records'> & { readonly facts: Pick<Facts, 'ping'> },
  metrics: ServerMetrics,
): void {
  const upSchema = z.object({ status: z.literal('up') })
  app.get(
    '/healthz',
    { schema: { tags, summary: 'The process is up', response: { 200: upSchema } } },
    async () => ({ status: 'up' as const }),
  )

  const readySchema = z.object({ status: z.literal('ready') })
  app.get(
    '/readyz',
    { schema: { tags, summary: 'Both engines answer', response: { 200: readySchema, ...problemResponses } } },
    async (request, reply) => {
      // Both are watched from their start: one that fails while the other is waited for must not go unhandled.
      const engines = await Promise.all([
        withinTime('records', () => deps.records.ping()),
        withinTime('facts', () => deps.facts.ping()),
      ])
      for (const { name, answered } of engines) {
        if (answered === true) continue
        request.log.error({ err: answered, engine: name }, 'an engine does not answer')
        return sendProblem(reply, problemOf('unavailable', sentenceOf(name, answered)))
      }
      return { status: 'ready' as const }
    },
  )

  app.get(
    '/metrics',
    {
      schema: {
        tags,
        summary: 'Counters for Prometheus',
        response: {
          200: { description: 'Text exposition format', content: { 'text/plain': { schema: z.string() } } },
        },
      },
    },
    async (_request, reply) =>
      reply
        .type(metrics.registry.contentType)
        .serializer(String)
        .send(await metrics.registry.metrics()),
  )
}

function sentenceOf(name: string, failure: unknown): string {
  return failure instanceof FactsError && failure.code === 'not_writable'
    ? `The engine of the ${name} answers, but cannot write.`
    : `The engine of the ${name} does not answer.`
}

interface Pinged {
  readonly name: string
  /** True, or why not. */
  readonly answered: unknown
}

async function withinTime(name: string, ping: () => Promise<void>): Promise<Pinged> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${readyTimeoutMs} ms`)), readyTimeoutMs)
  try {
    await Promise.race([ping(), late])
    return { name, answered: true }
  } catch (error) {
    return { name, answered: error }
  } finally {
    clearTimeout(timer)
  }
}
