import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  deliverySchema,
  webhookEndpointCreateSchema,
  webhookEndpointPatchSchema,
  webhookEndpointSchema,
  webhookEndpointSecretSchema,
} from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const url = '/api/v1/webhook-endpoints'
const shared = { tags: ['notices'], security: bearerOrSession }
const params = z.object({ id: z.string().max(100) })

/** Where a company has notices posted to. */
export function webhookEndpointRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { notices } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'The endpoints, each with its last delivery',
          response: { 200: z.array(webhookEndpointSchema), ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await notices.listEndpoints(principalOf(request))
        return listed.ok ? [...listed.value] : sendFailure(reply, listed.failure)
      },
    )

    app.post(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Add an endpoint; the answer has the secret of its signatures, which is never told again',
          body: webhookEndpointCreateSchema,
          response: { 201: webhookEndpointSecretSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const made = await notices.createEndpoint(principalOf(request), request.body)
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
          summary: 'Change its address or types, or switch it on or off',
          params,
          body: webhookEndpointPatchSchema,
          response: { 200: webhookEndpointSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const patched = await notices.patchEndpoint(principalOf(request), id, request.body)
        return patched.ok ? patched.value : sendFailure(reply, patched.failure)
      },
    )

    app.delete(
      `${url}/:id`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Remove an endpoint, and what was or is to be sent to it',
          params,
          response: { 204: z.null().describe('Removed'), ...problemResponses },
        },
      },
      async (request, reply) => {
        const deleted = await notices.deleteEndpoint(principalOf(request), request.params.id)
        return deleted.ok ? reply.code(204).send(null) : sendFailure(reply, deleted.failure)
      },
    )

    app.post(
      `${url}/:id/rotate-secret`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Give it a new secret; for 24 hours the present one signs beside it',
          params,
          response: { 200: webhookEndpointSecretSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const rotated = await notices.rotateSecret(principalOf(request), request.params.id)
        if (!rotated.ok) return sendFailure(reply, rotated.failure)
        return reply.header('cache-control', 'no-store').send(rotated.value)
      },
    )

    app.post(
      `${url}/:id/test`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Send it a test; the delivery says how it went',
          params,
          response: { 202: deliverySchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const sent = await notices.testEndpoint(principalOf(request), request.params.id)
        return sent.ok ? reply.code(202).send(sent.value) : sendFailure(reply, sent.failure)
      },
    )
  }
}
