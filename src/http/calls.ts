import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { callCardSchema, rawRequestSchema } from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const id = z.string().min(1).max(200)
const tags = ['calls']

/** One call with the events that it follows from, and the raw request behind one of them. */
export function callRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    const onRequest = requires(deps, { scope: 'metrics:read' })

    app.get(
      '/api/v1/calls/:id',
      {
        onRequest,
        schema: {
          tags,
          summary: 'One call with what it costs and the events behind it',
          security: bearerOrSession,
          params: z.object({ id }),
          querystring: z.object({ time_zone: z.string().max(64).optional() }),
          response: { 200: callCardSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const principal = principalOf(request)
        const found = await deps.metrics
          .forReader(principal)
          .callCard(principal.company, request.params.id, request.query)
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )

    app.get(
      '/api/v1/calls/:id/events/:eventId/raw',
      {
        onRequest,
        schema: {
          tags,
          summary: 'The raw request behind an event of a call',
          security: bearerOrSession,
          params: z.object({ id, eventId: id }),
          response: { 200: rawRequestSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const principal = principalOf(request)
        const { id: callKey, eventId } = request.params
        const found = await deps.metrics
          .forReader(principal)
          .rawRequest(principal.company, { of: 'call', id: callKey, eventId })
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )
  }
}
