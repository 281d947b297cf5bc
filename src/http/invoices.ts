import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  invoiceChargesQuerySchema,
  invoiceChargesSchema,
  invoiceDetailSchema,
  invoicesQuerySchema,
  invoicesSchema,
  proFormaCreateSchema,
} from '../contract/index.ts'
import type { InvoiceFile } from '../invoicing/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { idempotencyHeaders, idempotencyKeyOf } from './idempotency-key.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'
import { isDetailsMissing, sendDetailsMissing } from './send-details-missing.ts'

const url = '/api/v1/invoices'
const shared = { tags: ['invoices'], security: bearerOrSession }
const params = z.object({ id: z.string().max(100) })

/** Invoices, pro-formas and credit notes: the list, one of them, its file, a new pro-forma. */
export function invoiceRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { invoicing } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Documents of the company, or those that it issued',
          querystring: invoicesQuerySchema,
          response: { 200: invoicesSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await invoicing.listDocuments(principalOf(request), request.query)
        return listed.ok ? listed.value : sendFailure(reply, listed.failure)
      },
    )

    app.post(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Create a pro-forma to top up the balance',
          description: 'It moves no money. What is paid under its number is added to the balance in full.',
          headers: idempotencyHeaders,
          body: proFormaCreateSchema,
          response: { 201: invoiceDetailSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const key = idempotencyKeyOf(request)
        const made = await invoicing.createProForma(principalOf(request), request.body, key)
        if (made.ok) return reply.code(201).send(made.value)
        const { failure } = made
        return isDetailsMissing(failure) ? sendDetailsMissing(reply, failure) : sendFailure(reply, failure)
      },
    )

    app.get(
      `${url}/:id`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'One document with everything that stands on it, and its credit notes',
          params,
          response: { 200: invoiceDetailSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const found = await invoicing.readDocument(principalOf(request), request.params.id)
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )

    app.get(
      `${url}/:id/charges`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'The charges behind an invoice, or behind one line of it',
          params,
          querystring: invoiceChargesQuerySchema,
          response: { 200: invoiceChargesSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const listed = await invoicing.listCharges(principalOf(request), id, request.query)
        return listed.ok ? listed.value : sendFailure(reply, listed.failure)
      },
    )

    app.get(
      `${url}/:id/pdf`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'The document as a file: PDF/A-3, with its EN 16931 XML where the supplier is in the EU',
          params,
          response: {
            200: {
              description: 'The file; its ETag is its SHA-256',
              content: { 'application/pdf': { schema: z.string().describe('Binary') } },
            },
            ...problemResponses,
          },
        },
      },
      async (request, reply) => {
        const file = await invoicing.readFile(principalOf(request), request.params.id)
        if (!file.ok) return sendFailure(reply, file.failure)
        return sendPdf(reply, request, file.value)
      },
    )
  }
}

/** Whoever has these bytes already is told so; they never change. */
function sendPdf(
  reply: FastifyReply,
  { headers }: FastifyRequest,
  { name, bytes, sha256 }: InvoiceFile,
): FastifyReply {
  const tag = `"${sha256}"`
  reply.header('etag', tag).header('cache-control', 'private, no-cache')
  if (headers['if-none-match'] === tag) return reply.code(304).send()
  return reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(Buffer.from(bytes))
}
