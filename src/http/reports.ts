import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  reportCreateSchema,
  reportPreviewQuerySchema,
  reportPreviewSchema,
  reportSchema,
  reportsQuerySchema,
  reportsSchema,
  reportTypesSchema,
} from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { idempotencyKeyOf, optionalIdempotencyHeaders } from './idempotency-key.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const url = '/api/v1/reports'
const shared = { tags: ['reports'], security: bearerOrSession }
const params = z.object({ id: z.string().max(100) })

/** Lists as files, made in the background: what there is, a new one, one of them. */
export function reportRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { reports } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      '/api/v1/report-types',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'The types of reports that the caller may make, with their columns and filters',
          response: { 200: reportTypesSchema, ...problemResponses },
        },
      },
      async (request) => reports.listTypes(principalOf(request)),
    )

    app.get(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Reports, the newest first, and how many there are of each state',
          description: 'Those of types that the caller may make.',
          querystring: reportsQuerySchema,
          response: { 200: reportsSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await reports.list(principalOf(request), request.query)
        return listed.ok ? listed.value : sendFailure(reply, listed.failure)
      },
    )

    app.post(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Have a report made in the background',
          headers: optionalIdempotencyHeaders,
          body: reportCreateSchema,
          response: { 201: reportSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const made = await reports.create(principalOf(request), request.body, idempotencyKeyOf(request))
        return made.ok ? reply.code(201).send(made.value) : sendFailure(reply, made.failure)
      },
    )

    app.post(
      `${url}/preview`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'The first 20 rows of a report, and what stands on its first sheet',
          body: reportPreviewQuerySchema,
          response: { 200: reportPreviewSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const shown = await reports.preview(principalOf(request), request.body)
        return shown.ok ? shown.value : sendFailure(reply, shown.failure)
      },
    )

    app.get(
      `${url}/:id`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'One report, and how far it is',
          params,
          response: { 200: reportSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const found = await reports.read(principalOf(request), request.params.id)
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )

    app.delete(
      `${url}/:id`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Remove a report and its file; one that is being made is stopped',
          params,
          response: { 204: z.null().describe('Removed'), ...problemResponses },
        },
      },
      async (request, reply) => {
        const removed = await reports.remove(principalOf(request), request.params.id)
        return removed.ok ? reply.code(204).send(null) : sendFailure(reply, removed.failure)
      },
    )

    app.post(
      `${url}/:id/regenerate`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Make it again, from the data of now',
          description:
            'The file of before stays until there is the new one. Of several who ask at once one is heard.',
          params,
          response: { 200: reportSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const begun = await reports.regenerate(principalOf(request), request.params.id)
        return begun.ok ? begun.value : sendFailure(reply, begun.failure)
      },
    )
  }
}
