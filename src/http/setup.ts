import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { sessionSchema, setupSchema, setupStateSchema } from '../contract/index.ts'
import { clientOf } from './client-of.ts'
import type { ServerDependencies } from './dependencies.ts'
import { problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'
import { answerWith, refuseOtherSites, signInRateLimit, strangersBody } from './session.ts'

const url = '/api/v1/setup'
const tags = ['company']

/** The first company and its owner, once, by whoever has the code that the program printed. */
export function setupRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      url,
      {
        schema: {
          tags,
          security: [],
          summary: 'Whether the installation is still empty',
          response: { 200: setupStateSchema, ...problemResponses },
        },
      },
      async () => ({ needed: await deps.companies.setupNeeded() }),
    )

    app.post(
      url,
      {
        ...strangersBody,
        config: { rateLimit: signInRateLimit },
        onRequest: refuseOtherSites(deps.publicUrl),
        schema: {
          tags,
          security: [],
          summary: 'Make the first company and sign its owner in',
          body: setupSchema,
          response: { 200: sessionSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const made = await deps.companies.createFirstCompany(request.body, clientOf(request))
        return made.ok ? answerWith(reply, made.value) : sendFailure(reply, made.failure)
      },
    )
  }
}
