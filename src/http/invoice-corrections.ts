import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { creditNoteCreateSchema, invoiceDetailSchema, voidInvoiceSchema } from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { idempotencyHeaders, idempotencyKeyOf } from './idempotency-key.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const shared = {
  tags: ['invoices'],
  security: bearerOrSession,
  params: z.object({ id: z.string().max(100) }),
}

/** What an issuer can still say of a document: that some of it is taken back, or that it is void. */
export function invoiceCorrectionRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { invoicing } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.post(
      '/api/v1/invoices/:id/credit-notes',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Take back an invoice, or some of it, by a credit note',
          description: 'Net and tax go back to the balance. For who issued the invoice.',
          headers: idempotencyHeaders,
          body: creditNoteCreateSchema,
          response: { 201: invoiceDetailSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const made = await invoicing.createCreditNote(
          principalOf(request),
          request.params.id,
          request.body,
          idempotencyKeyOf(request),
        )
        return made.ok ? reply.code(201).send(made.value) : sendFailure(reply, made.failure)
      },
    )

    app.post(
      '/api/v1/invoices/:id/void',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Make a document void that nothing rests on; it keeps its number',
          description:
            'The month of an invoice is closed again. Sent again with the same reason, it changes nothing.',
          body: voidInvoiceSchema,
          response: { 200: invoiceDetailSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const voided = await invoicing.voidDocument(principalOf(request), id, request.body)
        return voided.ok ? voided.value : sendFailure(reply, voided.failure)
      },
    )
  }
}
