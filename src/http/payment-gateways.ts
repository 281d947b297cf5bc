import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { gatewayPutSchema, paymentGatewaySchema } from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const shared = { tags: ['payments'], security: bearerOrSession }

/** By which gateways a seller takes cards. */
export function paymentGatewayRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    const onRequest = requires(deps, { scope: 'billing:manage' })

    app.get(
      '/api/v1/payment-gateways',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'The gateways of the company as a seller, without their secrets',
          response: { 200: z.array(paymentGatewaySchema), ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await deps.payments.listGateways(principalOf(request))
        return listed.ok ? [...listed.value] : sendFailure(reply, listed.failure)
      },
    )

    app.put(
      '/api/v1/payment-gateways',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Set up a gateway, or change it; what is left out stays',
          description: 'Offering one takes the other one back; what is paid there still comes in.',
          body: gatewayPutSchema,
          response: { 200: paymentGatewaySchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const put = await deps.payments.putGateway(principalOf(request), request.body)
        return put.ok ? put.value : sendFailure(reply, put.failure)
      },
    )
  }
}
