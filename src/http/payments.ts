import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  payableDocumentSchema,
  payableDocumentsQuerySchema,
  paymentCreateSchema,
  paymentEnteredSchema,
  paymentsQuerySchema,
  paymentsSchema,
} from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { idempotencyHeaders, idempotencyKeyOf } from './idempotency-key.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const shared = { tags: ['payments'], security: bearerOrSession }

/** Money that came in, and what staff saw of it elsewhere. */
export function paymentRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      '/api/v1/payments',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Payments of the company, and of those that it sells to, the last received first',
          querystring: paymentsQuerySchema,
          response: { 200: paymentsSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await deps.payments.listPayments(principalOf(request), request.query)
        return listed.ok ? listed.value : sendFailure(reply, listed.failure)
      },
    )

    app.get(
      '/api/v1/payable-documents',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Invoices and pro-formas of a customer of which something is due, the latest first',
          querystring: payableDocumentsQuerySchema,
          response: { 200: z.array(payableDocumentSchema), ...problemResponses },
        },
      },
      async (request, reply) => {
        const { company_id: companyId } = request.query
        const listed = await deps.payments.listPayableDocuments(principalOf(request), companyId)
        return listed.ok ? listed.value : sendFailure(reply, listed.failure)
      },
    )

    app.post(
      '/api/v1/payments',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Enter a payment of a customer, by the rules of deposits',
          headers: idempotencyHeaders,
          body: paymentCreateSchema,
          response: { 201: paymentEnteredSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const entered = await deps.payments.enterPayment(
          principalOf(request),
          request.body,
          idempotencyKeyOf(request),
        )
        return entered.ok ? reply.code(201).send(entered.value) : sendFailure(reply, entered.failure)
      },
    )
  }
}
