import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { chatCardSchema, chatNamesSchema, rawRequestSchema } from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import { readNamesOfChats } from './chat-names.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const id = z.string().min(1).max(200)
const tags = ['chats']

/** One chat with its timeline, the raw request behind an event of it, and the names of configured chats, groups and operators. */
export function chatRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    const onRequest = requires(deps, { scope: 'metrics:read' })

    app.get(
      '/api/v1/chats/:id',
      {
        onRequest,
        schema: {
          tags,
          summary: 'One chat with its timeline',
          security: bearerOrSession,
          params: z.object({ id }),
          querystring: z.object({ time_zone: z.string().max(64).optional() }),
          response: { 200: chatCardSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const principal = principalOf(request)
        const found = await deps.metrics
          .forReader(principal)
          .chatCard(principal.company, request.params.id, request.query)
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )

    app.get(
      '/api/v1/chats/:id/events/:eventId/raw',
      {
        onRequest,
        schema: {
          tags,
          summary: 'The raw request behind an event of a chat',
          security: bearerOrSession,
          params: z.object({ id, eventId: id }),
          response: { 200: rawRequestSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const principal = principalOf(request)
        const { id: chatKey, eventId } = request.params
        const found = await deps.metrics
          .forReader(principal)
          .rawRequest(principal.company, { of: 'chat', id: chatKey, eventId })
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )

    app.get(
      '/api/v1/chat-names',
      {
        onRequest,
        schema: {
          tags,
          summary:
            'Names of configured chats, groups and operators: those of the settings, else those of the sources',
          security: bearerOrSession,
          response: { 200: chatNamesSchema, ...problemResponses },
        },
      },
      (request) => readNamesOfChats(deps, principalOf(request)),
    )
  }
}
