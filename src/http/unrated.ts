import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { unratedSchema } from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const instant = z.iso.datetime({ offset: true }).describe('RFC 3339 instant with offset')

/** Messages that should have a price and have none. */
export function unratedRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/v1/unrated',
      {
        onRequest: requires(deps),
        schema: {
          tags: ['prices'],
          security: bearerOrSession,
          summary: 'Chargeable messages of a period without a price, by what a rate would need',
          description:
            'Those of the company, and those of companies that depend on it for which its own prices have no rate.',
          querystring: z.object({ from: instant, to: instant }).strict(),
          response: { 200: unratedSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const found = await deps.rating.unrated(principalOf(request), request.query)
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )
  }
}
