import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { authorizationCreateSchema, authorizationSchema } from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { idempotencyHeaders, idempotencyKeyOf } from './idempotency-key.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const url = '/api/v1/authorizations'
const shared = { tags: ['money'], security: bearerOrSession }
const params = z.object({ id: z.string().max(100) })
const response = { 200: authorizationSchema, ...problemResponses }

/** May this message be sent, and at what price? */
export function authorizationRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    const onRequest = requires(deps, { scope: 'authorizations:write' })
    const { ledger } = deps

    app.post(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Ask whether a message may be sent, and hold its price',
          headers: idempotencyHeaders,
          body: authorizationCreateSchema,
          response: { 201: authorizationSchema.describe('The price is held'), ...problemResponses },
        },
      },
      async (request, reply) => {
        const held = await ledger.authorizeMessage(
          principalOf(request),
          request.body,
          idempotencyKeyOf(request),
          deps.pricing,
        )
        return held.ok ? reply.code(201).send(held.value) : sendFailure(reply, held.failure)
      },
    )

    app.get(
      `${url}/:id`,
      { onRequest, schema: { ...shared, summary: 'One authorization', params, response } },
      async (request, reply) => {
        const found = await ledger.getAuthorization(principalOf(request), request.params.id)
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )

    app.post(
      `${url}/:id/confirm`,
      { onRequest, schema: { ...shared, summary: 'The message was sent', params, response } },
      async (request, reply) => {
        const confirmed = await ledger.confirmAuthorization(principalOf(request), request.params.id)
        return confirmed.ok ? confirmed.value : sendFailure(reply, confirmed.failure)
      },
    )

    app.post(
      `${url}/:id/release`,
      {
        onRequest,
        schema: { ...shared, summary: 'The message was not sent: free its price', params, response },
      },
      async (request, reply) => {
        const released = await ledger.releaseAuthorization(principalOf(request), request.params.id)
        return released.ok ? released.value : sendFailure(reply, released.failure)
      },
    )
  }
}
