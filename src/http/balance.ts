import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { balanceQuerySchema, balanceSchema, balanceSettingsSchema } from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const url = '/api/v1/balance'
const shared = { tags: ['money'], security: bearerOrSession }

/** What a company has, and its limits. */
export function balanceRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'The balance',
          querystring: balanceQuerySchema,
          response: { 200: balanceSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const found = await deps.ledger.balance(principalOf(request), { companyId: request.query.company_id })
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )

    app.patch(
      `${url}/settings`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Change the threshold, or as its seller the limits and the block',
          description:
            'While an approval limit is in force, a request that raises or removes it or raises the credit limit waits, as a whole, for a second person (`settings_waiting`).',
          querystring: balanceQuerySchema,
          body: balanceSettingsSchema,
          response: { 200: balanceSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const asked = { companyId: request.query.company_id }
        const patched = await deps.ledger.patchSettings(principalOf(request), request.body, asked)
        return patched.ok ? patched.value : sendFailure(reply, patched.failure)
      },
    )
  }
}
