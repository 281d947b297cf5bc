import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { transactionsQuerySchema, transactionsSchema } from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

/** What moved the balance. */
export function transactionRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/v1/transactions',
      {
        onRequest: requires(deps),
        schema: {
          tags: ['money'],
          summary: 'What moved the balance in a period, the newest first',
          security: bearerOrSession,
          querystring: transactionsQuerySchema,
          response: { 200: transactionsSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await deps.ledger.transactions(principalOf(request), request.query)
        return listed.ok ? listed.value : sendFailure(reply, listed.failure)
      },
    )
  }
}
