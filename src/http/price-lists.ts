import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  priceAssignmentCreateSchema,
  priceAssignmentDeleteSchema,
  priceAssignmentPatchSchema,
  priceAssignmentSchema,
  pricedCompanySchema,
  priceListCreateSchema,
  priceListPatchSchema,
  priceListSchema,
  pricesSchema,
} from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import { changeOnce } from './change-once.ts'
import type { ServerDependencies } from './dependencies.ts'
import { idempotencyHeaders } from './idempotency-key.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const url = '/api/v1/price-lists'
const shared = { tags: ['prices'], security: bearerOrSession }
const listParams = z.object({ id: z.string().max(100) })
const assignmentParams = z.object({ id: z.string().max(100), assignment: z.string().max(100) })

/** Price lists that the caller's company sells by; what is in force for whom; the caller's own prices. */
export function priceListRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(listRoutes(deps))
    await app.register(assignmentRoutes(deps))
    await app.register(readingRoutes(deps))
  }
}

function listRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { rating } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'The price lists that the company sells by',
          response: { 200: z.array(priceListSchema), ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await rating.listPriceLists(principalOf(request))
        return listed.ok ? [...listed.value] : sendFailure(reply, listed.failure)
      },
    )

    app.post(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Make a price list; it has no versions yet',
          headers: idempotencyHeaders,
          body: priceListCreateSchema,
          response: { 201: priceListSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const made = await changeOnce(rating, request, (changes) =>
          changes.createPriceList(principalOf(request), request.body),
        )
        return made.ok ? reply.code(201).send(made.value) : sendFailure(reply, made.failure)
      },
    )

    app.get(
      `${url}/:id`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'A price list with its versions and assignments',
          params: listParams,
          response: { 200: priceListSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const found = await rating.priceList(principalOf(request), request.params.id)
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )

    app.patch(
      `${url}/:id`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Give a price list another name',
          params: listParams,
          body: priceListPatchSchema,
          response: { 200: priceListSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const renamed = await rating.renamePriceList(principalOf(request), id, request.body.name)
        return renamed.ok ? renamed.value : sendFailure(reply, renamed.failure)
      },
    )

    app.delete(
      `${url}/:id`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Delete a price list of which nothing was ever put in force',
          params: listParams,
          response: { 204: z.null().describe('Deleted'), ...problemResponses },
        },
      },
      async (request, reply) => {
        const deleted = await rating.deletePriceList(principalOf(request), request.params.id)
        return deleted.ok ? reply.code(204).send(null) : sendFailure(reply, deleted.failure)
      },
    )
  }
}

function assignmentRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { rating } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.post(
      `${url}/:id/assignments`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Put a published version in force for a company',
          description: 'What is in force there at `from` ends then. Messages since `from` are rated anew.',
          params: listParams,
          headers: idempotencyHeaders,
          body: priceAssignmentCreateSchema,
          response: { 201: priceAssignmentSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { company_id, version, from, to } = request.body
        const assigned = await changeOnce(rating, request, (changes) =>
          changes.assign(principalOf(request), request.params.id, {
            companyId: company_id,
            version,
            fromMs: Date.parse(from),
            toMs: to === null ? null : Date.parse(to),
          }),
        )
        return assigned.ok ? reply.code(201).send(assigned.value) : sendFailure(reply, assigned.failure)
      },
    )

    app.patch(
      `${url}/:id/assignments/:assignment`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Set another end of an assignment',
          params: assignmentParams,
          body: priceAssignmentPatchSchema,
          response: { 200: priceAssignmentSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id, assignment } = request.params
        const { to } = request.body
        const toMs = to === null ? null : Date.parse(to)
        const ended = await rating.endAssignment(principalOf(request), id, assignment, toMs)
        return ended.ok ? ended.value : sendFailure(reply, ended.failure)
      },
    )

    app.delete(
      `${url}/:id/assignments/:assignment`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Take back an assignment that has not begun',
          description:
            'Where the company has prices before it and would have none in its time, `instead` says what follows; without it the answer is 409 `leaves_gap`.',
          params: assignmentParams,
          headers: idempotencyHeaders,
          querystring: priceAssignmentDeleteSchema,
          response: { 204: z.null().describe('Taken back'), ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id, assignment } = request.params
        const { instead } = request.query
        const withdrawn = await changeOnce(rating, request, (changes) =>
          changes.withdrawAssignment(principalOf(request), id, assignment, instead),
        )
        return withdrawn.ok ? reply.code(204).send(null) : sendFailure(reply, withdrawn.failure)
      },
    )
  }
}

function readingRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { rating } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      '/api/v1/priced-companies',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Companies for which the caller may set prices',
          response: { 200: z.array(pricedCompanySchema), ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await rating.pricedCompanies(principalOf(request))
        return listed.ok ? [...listed.value] : sendFailure(reply, listed.failure)
      },
    )

    app.get(
      '/api/v1/prices',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'The prices in force for the company now',
          response: { 200: pricesSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const found = await rating.ownPrices(principalOf(request))
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )
  }
}
