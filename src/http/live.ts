import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import type { LiveHub } from './live-hub.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { problemOf, sendProblem } from './problems.ts'

/** `GET /api/v1/live`: server-sent events; `changed` whenever the numbers of the caller's company did, `reports` when its reports did. */
export function registerLive(app: FastifyInstance, deps: ServerDependencies, hub: LiveHub): void {
  app.get(
    '/api/v1/live',
    {
      onRequest: requires(deps, { scope: 'metrics:read' }),
      schema: {
        tags: ['metrics'],
        summary: 'Listen for changes',
        description:
          'Server-sent events. `changed` is sent whenever numbers of the company changed, `reports` when one of its reports did; ask again then.',
        security: bearerOrSession,
        response: {
          200: {
            description: 'A stream of events',
            content: { 'text/event-stream': { schema: z.string() } },
          },
          ...problemResponses,
        },
      },
    },
    async (request, reply) => {
      const { companyId } = principalOf(request)
      if (!hub.hasRoomFor(companyId)) {
        reply.header('retry-after', 30)
        return sendProblem(
          reply,
          problemOf('too_many_requests', 'Too many pages are listening: close some of them.'),
        )
      }
      reply.hijack()
      // A page that left while its session was looked up closes no more: nothing would ever take it off the count.
      if (reply.raw.destroyed) return reply
      // Headers set by hooks (security, request id) go out by hand, as the response is ours from here.
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) reply.raw.setHeader(name, value)
      }
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      hub.add(companyId, reply.raw)
      return reply
    },
  )
}
