import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  deliveriesQuerySchema,
  deliveriesSchema,
  deliveryDetailSchema,
  deliverySchema,
} from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const url = '/api/v1/webhook-deliveries'
const shared = { tags: ['notices'], security: bearerOrSession }
const params = z.object({ id: z.string().max(100) })

/** What was sent, or waits: webhooks, and e-mails beside them. */
export function webhookDeliveryRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { notices } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'What was sent in the last 30 days or waits, webhooks and e-mails, the newest first',
          querystring: deliveriesQuerySchema,
          response: { 200: deliveriesSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await notices.listDeliveries(principalOf(request), request.query)
        return listed.ok ? listed.value : sendFailure(reply, listed.failure)
      },
    )

    app.get(
      `${url}/:id`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'One delivery, with what is sent and its attempts',
          params,
          response: { 200: deliveryDetailSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const found = await notices.delivery(principalOf(request), request.params.id)
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )

    app.post(
      `${url}/:id/redeliver`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Send one that has ended again, under the same id',
          params,
          response: { 202: deliverySchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const begun = await notices.redeliver(principalOf(request), request.params.id)
        return begun.ok ? reply.code(202).send(begun.value) : sendFailure(reply, begun.failure)
      },
    )
  }
}
