import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { adjustmentCreateSchema, adjustmentSchema, adjustmentsQuerySchema } from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { idempotencyHeaders, idempotencyKeyOf } from './idempotency-key.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const shared = { tags: ['money'], security: bearerOrSession }

const entries = [
  { path: 'deposits', kind: 'deposit', summary: 'Enter a deposit' },
  { path: 'corrections', kind: 'correction', summary: 'Enter a correction' },
  { path: 'refunds', kind: 'refund', summary: 'Enter a refund' },
] as const

const decisions = [
  { decision: 'approve', summary: 'Approve what waits, as a second person: it is posted' },
  { decision: 'decline', summary: 'Decline what waits, as a second person' },
] as const

/** What staff enters, and the second person's word on it. */
export function adjustmentRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      '/api/v1/adjustments',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Deposits, corrections and refunds with their states, the newest first',
          querystring: adjustmentsQuerySchema,
          response: { 200: z.array(adjustmentSchema), ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await deps.ledger.listAdjustments(principalOf(request), request.query)
        return listed.ok ? [...listed.value] : sendFailure(reply, listed.failure)
      },
    )

    for (const { path, kind, summary } of entries)
      app.post(
        `/api/v1/${path}`,
        {
          onRequest,
          schema: {
            ...shared,
            summary,
            headers: idempotencyHeaders,
            body: adjustmentCreateSchema,
            response: { 201: adjustmentSchema, ...problemResponses },
          },
        },
        async (request, reply) => {
          const entered = await deps.ledger.createAdjustment(
            principalOf(request),
            kind,
            request.body,
            idempotencyKeyOf(request),
          )
          return entered.ok ? reply.code(201).send(entered.value) : sendFailure(reply, entered.failure)
        },
      )

    for (const { decision, summary } of decisions)
      app.post(
        `/api/v1/adjustments/:id/${decision}`,
        {
          onRequest,
          schema: {
            ...shared,
            summary,
            params: z.object({ id: z.string().max(100) }),
            response: { 200: adjustmentSchema, ...problemResponses },
          },
        },
        async (request, reply) => {
          const { id } = request.params
          const decided = await deps.ledger.decideAdjustment(principalOf(request), id, decision)
          return decided.ok ? decided.value : sendFailure(reply, decided.failure)
        },
      )
  }
}
