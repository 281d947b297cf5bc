import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  catalogueSchema,
  itemsQuerySchema,
  itemsResultSchema,
  metricsQuerySchema,
  metricsResultSchema,
  networksSchema,
} from '../contract/index.ts'
import { networkNames } from '../ingest/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const tags = ['metrics']
const security = bearerOrSession

/** The names change with a version of the program only. */
const networksCacheControl = 'private, max-age=86400'

/** Numbers out: the catalogue, a query, and the items behind a number. */
export function metricRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    const onRequest = requires(deps, { scope: 'metrics:read' })

    app.get(
      '/api/v1/metrics',
      {
        onRequest,
        schema: {
          tags,
          security,
          summary: 'The metrics, what each means and what it can be asked by',
          response: { 200: catalogueSchema, ...problemResponses },
        },
      },
      async () => deps.metrics.catalogue,
    )

    app.get(
      '/api/v1/networks',
      {
        onRequest,
        schema: {
          tags,
          security,
          summary: 'Names of mobile networks by MCC-MNC',
          response: { 200: networksSchema, ...problemResponses },
        },
      },
      async (_, reply) => {
        reply.header('cache-control', networksCacheControl)
        return { networks: Object.fromEntries(networkNames()) }
      },
    )

    app.post(
      '/api/v1/metrics/query',
      {
        onRequest,
        schema: {
          tags,
          security,
          summary: 'Ask for numbers',
          description:
            'Periods are half-open. Without `by` there is one row. Buckets of time that are empty are returned too.',
          body: metricsQuerySchema,
          response: { 200: metricsResultSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const asked = await deps.metrics
          .forReader(principalOf(request))
          .query(principalOf(request).company, request.body)
        return asked.ok ? asked.value : sendFailure(reply, asked.failure)
      },
    )

    app.post(
      '/api/v1/metrics/items',
      {
        onRequest,
        schema: {
          tags,
          security,
          summary: 'The items that a number counts',
          body: itemsQuerySchema,
          response: { 200: itemsResultSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const asked = await deps.metrics
          .forReader(principalOf(request))
          .items(principalOf(request).company, request.body)
        return asked.ok ? asked.value : sendFailure(reply, asked.failure)
      },
    )
  }
}
