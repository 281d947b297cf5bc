import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { companyPatchSchema, companySchema } from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const url = '/api/v1/company'
const shared = { tags: ['company'], security: bearerOrSession }

/** The caller's company. */
export function companyRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      url,
      {
        onRequest,
        schema: { ...shared, summary: 'The company', response: { 200: companySchema, ...problemResponses } },
      },
      async (request) => principalOf(request).company,
    )

    app.patch(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Change name or time zone',
          body: companyPatchSchema,
          response: { 200: companySchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const patched = await deps.companies.patchCompany(principalOf(request), request.body)
        return patched.ok ? patched.value : sendFailure(reply, patched.failure)
      },
    )
  }
}
