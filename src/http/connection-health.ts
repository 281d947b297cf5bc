import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Principal } from '../companies/index.ts'
import {
  type ConnectionHealth,
  connectionHealthSchema,
  connectionTestedSchema,
  refusedRequestDetailSchema,
  refusedRequestSchema,
} from '../contract/index.ts'
import { type Failure, ok, type Result } from '../core/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { testHookAddress } from './hook-probe.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const url = '/api/v1/connections'
const shared = { tags: ['connections'], security: bearerOrSession }
const idSchema = z.string().max(100)

/** How the connections do, and the callbacks that they refused. */
export function connectionHealthRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { companies } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      `${url}/health`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Of each connection: events per minute, lag, refused callbacks',
          response: { 200: z.array(connectionHealthSchema), ...problemResponses },
        },
      },
      async (request, reply) => {
        const health = await readHealth(deps, principalOf(request))
        return health.ok ? [...health.value] : sendFailure(reply, health.failure)
      },
    )

    app.post(
      `${url}/:id/test`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Ask the public address of a connection, as its provider would reach it',
          description:
            'Through name, certificate and proxy, with a question that is kept nowhere and counted in nothing.',
          params: z.object({ id: idSchema }),
          response: { 200: connectionTestedSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const found = await companies.connectionFor(principalOf(request), request.params.id)
        if (!found.ok) return sendFailure(reply, found.failure)
        const { id, provider } = found.value
        return await testHookAddress(`${deps.publicUrl}/hooks/${provider}/${id}`, {
          secret: deps.probeSecret,
          connectionId: id,
        })
      },
    )

    app.get(
      `${url}/:id/refused`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Callbacks that were refused, the newest first: at most 100, of the last 7 days',
          params: z.object({ id: idSchema }),
          response: { 200: z.array(refusedRequestSchema), ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await companies.listRefused(principalOf(request), request.params.id)
        return listed.ok ? [...listed.value] : sendFailure(reply, listed.failure)
      },
    )

    app.get(
      `${url}/:id/refused/:request`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'A refused callback with its headers and body',
          params: z.object({ id: idSchema, request: idSchema }),
          response: { 200: refusedRequestDetailSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id, request: requestId } = request.params
        const read = await companies.readRefused(principalOf(request), id, requestId)
        if (!read.ok) return sendFailure(reply, read.failure)
        return reply.header('cache-control', 'no-store').send(read.value)
      },
    )
  }
}

async function readHealth(
  { companies, metrics }: Pick<ServerDependencies, 'companies' | 'metrics'>,
  caller: Principal,
): Promise<Result<readonly ConnectionHealth[], Failure<'forbidden'>>> {
  const refused = await companies.refusedSummaries(caller)
  if (!refused.ok) return refused
  const connections = await companies.listConnections(caller)
  if (!connections.ok) return connections
  const traffic = new Map(
    (await metrics.connectionTraffic(caller.company)).map((each) => [each.connectionId, each]),
  )
  return ok(
    connections.value.map(({ id }) => {
      const { events = 0, lagMs = null, repeats = 0 } = traffic.get(id) ?? {}
      const { refusedLastDay = 0, lastRefusedAt = null } = refused.value.get(id) ?? {}
      return {
        connection_id: id,
        events_last_hour: events,
        events_per_minute: Math.round((events * 100) / 60) / 100,
        lag_ms: lagMs,
        repeats_last_hour: repeats,
        refused_last_day: refusedLastDay,
        last_refused_at: lastRefusedAt,
      }
    }),
  )
}
