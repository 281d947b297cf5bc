import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { z } from 'zod'
import { type GatewayRow, maxGatewayBodyBytes } from '../invoicing/index.ts'
import type { Admission } from './admission.ts'
import type { ServerDependencies } from './dependencies.ts'
import { problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'
import { headersOf, rawBodyOf, takeRawBodies } from './raw-body.ts'
import type { ServerMetrics } from './server-metrics.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before the body of a gateway's webhook is read. */
    hookGateway: GatewayRow | null
  }
}

const paramsSchema = z.object({ gateway: z.string().max(100) })

/** `/hooks/payments/<gateway id>`: what a payment gateway tells; done, then answered. */
export async function registerPaymentHooks(
  app: FastifyInstance,
  deps: ServerDependencies,
  metrics: ServerMetrics,
  admission: Admission,
): Promise<void> {
  await app.register(async (scope) => {
    takeRawBodies(scope)
    scope.decorateRequest('hookGateway', null)
    scope.post(
      '/hooks/payments/:gateway',
      {
        bodyLimit: maxGatewayBodyBytes,
        onRequest: [findsGateway(deps), admission.hook((request) => gatewayOf(request).id)],
        config: { rawBody: { 'application/json': z.unknown().describe('The event, unmodified') } },
        schema: {
          tags: ['hooks'],
          summary: 'Take in an event of a payment gateway',
          params: paramsSchema,
          response: { 204: z.undefined().describe('Done, or done before'), ...problemResponses },
        },
      },
      async (request, reply) => {
        const taken = await deps.payments.takeGatewayEvent(gatewayOf(request), {
          headers: headersOf(request),
          rawBody: rawBodyOf(request),
        })
        metrics.hook('payments', taken.ok ? 'accepted' : 'refused')
        return taken.ok ? reply.code(204).send() : sendFailure(reply, taken.failure)
      },
    )
  })
}

function findsGateway(deps: Pick<ServerDependencies, 'payments'>): onRequestAsyncHookHandler {
  return async (request, reply) => {
    const params = paramsSchema.safeParse(request.params)
    const found = await deps.payments.gatewayForHook(params.success ? params.data.gateway : '')
    if (!found.ok) return sendFailure(reply, found.failure)
    request.hookGateway = found.value
  }
}

function gatewayOf(request: FastifyRequest): GatewayRow {
  if (!request.hookGateway) throw new Error('an event is answered without looking for its gateway')
  return request.hookGateway
}
