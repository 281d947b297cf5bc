import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  acceptUnratedSchema,
  monthCloseSchema,
  monthClosesQuerySchema,
  monthClosesSchema,
} from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const url = '/api/v1/month-closes'
const shared = { tags: ['invoices'], security: bearerOrSession }
const params = z.object({ id: z.string().max(100) })

/** How far the closing of months is, for those who sell. */
export function monthCloseRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { invoicing } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Months of the companies that one sells to: waiting, closed, or set aside and why',
          querystring: monthClosesQuerySchema,
          response: { 200: monthClosesSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await invoicing.listMonths(principalOf(request), request.query)
        return listed.ok ? listed.value : sendFailure(reply, listed.failure)
      },
    )

    app.post(
      `${url}/:id/retry`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Have a month that was set aside tried again with the next run',
          params,
          response: { 200: monthCloseSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const decided = await invoicing.retryMonth(principalOf(request), request.params.id)
        if (!decided.ok) return sendFailure(reply, decided.failure)
        deps.onMonthAsked?.()
        return decided.value
      },
    )

    app.post(
      `${url}/:id/accept-unrated`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Let a month be closed though messages of it have no price',
          description: 'Messages that get their price later are corrections of later invoices.',
          params,
          body: acceptUnratedSchema,
          response: { 200: monthCloseSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const decided = await invoicing.acceptUnrated(
          principalOf(request),
          request.params.id,
          request.body.reason,
        )
        if (!decided.ok) return sendFailure(reply, decided.failure)
        deps.onMonthAsked?.()
        return decided.value
      },
    )
  }
}
