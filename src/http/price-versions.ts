import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  priceListDraftSchema,
  priceListVersionCreateSchema,
  priceListVersionDetailSchema,
  priceListVersionSchema,
  priceSimulationRequestSchema,
  priceSimulationSchema,
} from '../contract/index.ts'
import type { RatesRefused } from '../rating/index.ts'
import { principalOf, requires } from './authentication.ts'
import { changeOnce } from './change-once.ts'
import type { ServerDependencies } from './dependencies.ts'
import { idempotencyHeaders } from './idempotency-key.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { problemOf, sendFailure, sendProblem } from './problems.ts'

export const versionsUrl = '/api/v1/price-lists/:id/versions'
/** 100,000 rates as JSON take about 15 MB. */
const maxDraftBytes = 32 * 1024 * 1024
const maxErrorsShown = 50

const shared = { tags: ['prices'], security: bearerOrSession }
export const versionParams = z.object({
  id: z.string().max(100),
  number: z.coerce.number().int().min(1).max(1_000),
})

/** Versions of a price list: drafts that change, published ones that never do. */
export function priceVersionRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { rating } = deps
  return async (app) => {
    const onRequest = requires(deps)
    // Only who may set prices may send a body this long.
    const manages = requires(deps, { scope: 'billing:manage' })

    app.post(
      versionsUrl,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Make a draft: empty, or a copy of another version',
          params: z.object({ id: z.string().max(100) }),
          headers: idempotencyHeaders,
          body: priceListVersionCreateSchema,
          response: { 201: priceListVersionSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const made = await changeOnce(rating, request, (changes) =>
          changes.createVersion(principalOf(request), id, request.body.copy_of),
        )
        return made.ok ? reply.code(201).send(made.value) : sendFailure(reply, made.failure)
      },
    )

    app.get(
      `${versionsUrl}/:number`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'A version with all of its rates',
          params: versionParams,
          response: { 200: priceListVersionDetailSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id, number } = request.params
        const found = await rating.version(principalOf(request), id, number)
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )

    app.put(
      `${versionsUrl}/:number`,
      {
        onRequest: manages,
        bodyLimit: maxDraftBytes,
        schema: {
          ...shared,
          summary: 'Put other rates into a draft, all of them or none',
          params: versionParams,
          body: priceListDraftSchema,
          response: { 200: priceListVersionSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id, number } = request.params
        const replaced = await rating.replaceDraft(principalOf(request), id, number, request.body)
        if (replaced.ok) return replaced.value
        return 'refused' in replaced.failure
          ? sendRefused(reply, replaced.failure)
          : sendFailure(reply, replaced.failure)
      },
    )

    app.post(
      `${versionsUrl}/:number/publish`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Publish a draft: from then on nothing of it changes',
          params: versionParams,
          headers: idempotencyHeaders,
          response: { 200: priceListVersionSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id, number } = request.params
        const published = await changeOnce(rating, request, (changes) =>
          changes.publishVersion(principalOf(request), id, number),
        )
        return published.ok ? published.value : sendFailure(reply, published.failure)
      },
    )

    app.post(
      `${versionsUrl}/:number/simulate`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'What the traffic of a period would cost under a version, a draft too',
          params: versionParams,
          body: priceSimulationRequestSchema,
          response: { 200: priceSimulationSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id, number } = request.params
        const simulated = await rating.simulate(principalOf(request), id, number, request.body)
        return simulated.ok ? simulated.value : sendFailure(reply, simulated.failure)
      },
    )
  }
}

function sendRefused(reply: FastifyReply, { code, detail, refused }: RatesRefused): FastifyReply {
  const errors = refused.slice(0, maxErrorsShown).map((fault) => ({
    path: `body/rates/${fault.index}${fault.field === null ? '' : `/${fault.field}`}`,
    code: fault.code,
    detail: fault.detail,
  }))
  return sendProblem(reply, problemOf(code, detail, errors))
}
