import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  checkoutCreateSchema,
  checkoutOptionsSchema,
  checkoutSchema,
  sandboxOutcomeSchema,
} from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { idempotencyHeaders, idempotencyKeyOf } from './idempotency-key.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const shared = { tags: ['payments'], security: bearerOrSession }
const params = z.object({ id: z.string().max(100) })

/** Payments by card, up to the page of the gateway; the money itself is told by its webhook. */
export function checkoutRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { payments } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      '/api/v1/checkouts/options',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Whether the seller of the company takes cards',
          response: { 200: checkoutOptionsSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const options = await payments.checkoutOptions(principalOf(request))
        return options.ok ? options.value : sendFailure(reply, options.failure)
      },
    )

    app.post(
      '/api/v1/checkouts',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Open a payment by card: for what is due of a document, or for an amount',
          headers: idempotencyHeaders,
          body: checkoutCreateSchema,
          response: { 201: checkoutSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const made = await payments.createCheckout(
          principalOf(request),
          request.body,
          idempotencyKeyOf(request),
        )
        return made.ok ? reply.code(201).send(made.value) : sendFailure(reply, made.failure)
      },
    )

    app.get(
      '/api/v1/checkouts/:id',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'What became of a payment by card',
          params,
          response: { 200: checkoutSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const checkout = await payments.viewCheckout(principalOf(request), request.params.id)
        return checkout.ok ? checkout.value : sendFailure(reply, checkout.failure)
      },
    )

    app.post(
      '/api/v1/checkouts/:id/sandbox',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Pay at the sandbox, or fail to: no real money, and for no other gateway',
          params,
          body: sandboxOutcomeSchema,
          response: { 200: checkoutSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { outcome } = request.body
        const played = await payments.playSandbox(principalOf(request), request.params.id, outcome)
        return played.ok ? played.value : sendFailure(reply, played.failure)
      },
    )
  }
}
