import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { messageCardSchema, rawRequestSchema } from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const id = z.string().min(1).max(200)
const tags = ['messages']

/** One message with its timeline, and the raw request behind a step of it. */
export function messageRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    const onRequest = requires(deps, { scope: 'metrics:read' })

    app.get(
      '/api/v1/messages/:id',
      {
        onRequest,
        schema: {
          tags,
          summary: 'One message with its timeline',
          security: bearerOrSession,
          params: z.object({ id }),
          querystring: z.object({ time_zone: z.string().max(64).optional() }),
          response: { 200: messageCardSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const principal = principalOf(request)
        const found = await deps.metrics
          .forReader(principal)
          .card(principal.company, request.params.id, request.query)
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )

    app.get(
      '/api/v1/messages/:id/events/:eventId/raw',
      {
        onRequest,
        schema: {
          tags,
          summary: 'The raw request behind an event of a message',
          security: bearerOrSession,
          params: z.object({ id, eventId: id }),
          response: { 200: rawRequestSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const principal = principalOf(request)
        const { id: messageId, eventId } = request.params
        const found = await deps.metrics.forReader(principal).rawRequest(principal.company, {
          of: 'message',
          id: messageId,
          eventId,
        })
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )
  }
}
