import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  apiKeyCreatedSchema,
  apiKeyCreateSchema,
  apiKeyPatchSchema,
  apiKeyRotateSchema,
  apiKeySchema,
} from '../contract/index.ts'
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

    app.patch(
      `${url}/:id`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Change name, expiry or limit of a key',
          params: z.object({ id: z.string().max(100) }),
          body: apiKeyPatchSchema,
          response: { 200: apiKeySchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const patched = await deps.companies.patchApiKey(principalOf(request), id, request.body)
        return patched.ok ? patched.value : sendFailure(reply, patched.failure)
      },
    )

    app.post(
      `${url}/:id/rotate`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Put a new key in its place; the present one goes on for the chosen hours',
          params: z.object({ id: z.string().max(100) }),
          body: apiKeyRotateSchema,
          response: { 200: apiKeyCreatedSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { previous_valid_hours: hours } = request.body
        const rotated = await deps.companies.rotateApiKey(principalOf(request), request.params.id, hours)
        if (!rotated.ok) return sendFailure(reply, rotated.failure)
        return reply.header('cache-control', 'no-store').send(rotated.value)
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
