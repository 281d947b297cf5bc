import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { apiKeyCreatedSchema, apiKeyCreateSchema, apiKeySchema } from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const url = '/api/v1/api-keys'
const shared = { tags: ['company'], security: bearerOrSession }

/** Keys with which programs of the company call the API. */
export function apiKeyRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'The keys',
          response: { 200: z.array(apiKeySchema), ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await deps.companies.listApiKeys(principalOf(request))
        return listed.ok ? [...listed.value] : sendFailure(reply, listed.failure)
      },
    )

    app.post(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Make a key; the answer is the only one that holds it',
          body: apiKeyCreateSchema,
          response: { 201: apiKeyCreatedSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const made = await deps.companies.createApiKey(principalOf(request), request.body)
        if (!made.ok) return sendFailure(reply, made.failure)
        return reply.code(201).header('cache-control', 'no-store').send(made.value)
      },
    )

    app.delete(
      `${url}/:id`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Revoke a key',
          params: z.object({ id: z.string().max(100) }),
          response: { 204: z.null().describe('Revoked'), ...problemResponses },
        },
      },
      async (request, reply) => {
        const revoked = await deps.companies.revokeApiKey(principalOf(request), request.params.id)
        return revoked.ok ? reply.code(204).send(null) : sendFailure(reply, revoked.failure)
      },
    )
  }
}
