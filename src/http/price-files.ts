import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod, ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { priceImportSchema, problemSchema } from '../contract/index.ts'
import {
  maxRateFileBytes,
  type RowRefusal,
  rateFileFormats,
  rateTable,
  readRateFile,
} from '../rating/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { versionParams, versionsUrl } from './price-versions.ts'
import { problemContentType, problemOf, sendFailure } from './problems.ts'
import { rawBodyOf, takeRawBodies } from './raw-body.ts'
import { fileResponse, sendTable, xlsxType } from './send-table.ts'

const maxErrorsShown = 50
const shared = { tags: ['prices'], security: bearerOrSession, params: versionParams }
const querySchema = z.object({ format: z.enum(rateFileFormats).default('csv') }).strict()

/** A problem whose rows are named as the answer would name them. */
const rowsRefusedSchema = problemSchema.extend(priceImportSchema.shape)

/** The rates of a version as a file, out and in. */
export function priceFileRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { rating } = deps
  return async (app) => {
    app.get(
      `${versionsUrl}/:number/file`,
      {
        onRequest: requires(deps),
        schema: {
          ...shared,
          summary: 'The rates of a version as CSV or Excel',
          querystring: querySchema,
          response: fileResponse,
        },
      },
      async (request, reply) => {
        const caller = principalOf(request)
        const { id, number } = request.params
        const list = await rating.priceList(caller, id)
        if (!list.ok) return sendFailure(reply, list.failure)
        const version = await rating.version(caller, id, number)
        if (!version.ok) return sendFailure(reply, version.failure)
        const { name, currency } = list.value
        const table = rateTable(version.value.rates, { priceList: name, version: number, currency })
        return sendTable(reply, table, { format: request.query.format, name: `${name} ${number}` })
      },
    )

    await app.register(async (files) => {
      const scope = files.withTypeProvider<ZodTypeProvider>()
      takeRawBodies(scope)
      scope.put(
        `${versionsUrl}/:number/file`,
        {
          onRequest: requires(deps, { scope: 'billing:manage' }),
          bodyLimit: maxRateFileBytes,
          config: {
            rawBody: {
              'text/csv': z.string().describe('UTF-8; commas, or semicolons with decimal commas'),
              [xlsxType]: z.string().describe('Binary'),
            },
          },
          schema: {
            ...shared,
            summary: 'Put the rates of a file into a draft, all of them or none',
            description:
              'Columns: channel, kind, destination, unit, price, first_increment_s, increment_s, in any order. Up to 16 MB and 100,000 rows.',
            querystring: querySchema,
            response: {
              200: priceImportSchema,
              400: {
                description: 'Nothing was kept: `refused` names every row and column that is wrong',
                content: {
                  'application/problem+json': { schema: z.union([rowsRefusedSchema, problemSchema]) },
                },
              },
              ...problemResponses,
            },
          },
        },
        async (request, reply) => {
          const bytes = rawBodyOf(request)
          const read = await readRateFile({ format: request.query.format, bytes })
          if (!read.ok) return sendFailure(reply, read.failure)
          const { rates, refused } = read.value
          if (refused.length > 0) return sendRefused(reply, refused)
          const { id, number } = request.params
          const kept = await rating.replaceDraft(principalOf(request), id, number, { rates: [...rates] })
          return kept.ok ? { rates: kept.value.rates, refused: [] } : sendFailure(reply, kept.failure)
        },
      )
    })
  }
}

function sendRefused(reply: FastifyReply, refused: readonly RowRefusal[]): FastifyReply {
  const errors = refused.slice(0, maxErrorsShown).map(({ row, column, code, detail }) => ({
    path: column === null ? `row ${row}` : `row ${row}, ${column}`,
    code,
    detail,
  }))
  const [first] = errors
  const problem = problemOf('rates_refused', first ? `${first.path}: ${first.detail}` : '', errors)
  const body: z.infer<typeof rowsRefusedSchema> = { ...problem, rates: 0, refused: [...refused] }
  return reply.code(problem.status).type(problemContentType).send(body)
}
