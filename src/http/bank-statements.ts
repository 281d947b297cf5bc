import type { FastifyPluginAsyncZod, ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  bankStatementsQuerySchema,
  bankStatementsSchema,
  csvPreviewSchema,
  importedLineSchema,
  lineDecisionSchema,
  statementLinesQuerySchema,
  statementLinesSchema,
  statementReportSchema,
  statementUploadQuerySchema,
} from '../contract/index.ts'
import { maxStatementBytes } from '../invoicing/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'
import { rawBodyOf, takeRawBodies } from './raw-body.ts'

const shared = { tags: ['payments'], security: bearerOrSession }
const rawBody = { '*/*': z.string().describe('The file, unmodified: CAMT.053, 1CClientBankExchange or CSV') }

/** Statements of banks: files in, lines to decide about. */
export function bankStatementRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { payments } = deps
  return async (app) => {
    const onRequest = requires(deps, { scope: 'billing:manage' })

    app.get(
      '/api/v1/bank-statements',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Uploaded statements, the latest first',
          querystring: bankStatementsQuerySchema,
          response: { 200: bankStatementsSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await payments.listStatements(principalOf(request), request.query)
        return listed.ok ? listed.value : sendFailure(reply, listed.failure)
      },
    )

    app.get(
      '/api/v1/statement-lines',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Lines of statements with what they seem to pay, by state',
          querystring: statementLinesQuerySchema,
          response: { 200: statementLinesSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await payments.listLines(principalOf(request), request.query)
        return listed.ok ? listed.value : sendFailure(reply, listed.failure)
      },
    )

    app.post(
      '/api/v1/statement-lines/:id/decide',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Credit a line to a customer, or leave it; the same decision again changes nothing',
          params: z.object({ id: z.string().max(100) }),
          body: lineDecisionSchema,
          response: { 200: importedLineSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const decided = await payments.decideLine(principalOf(request), request.params.id, request.body)
        return decided.ok ? decided.value : sendFailure(reply, decided.failure)
      },
    )

    await app.register(async (files) => {
      const scope = files.withTypeProvider<ZodTypeProvider>()
      takeRawBodies(scope)
      const options = { onRequest, bodyLimit: maxStatementBytes, config: { rawBody } }
      scope.post(
        '/api/v1/bank-statements',
        {
          ...options,
          schema: {
            ...shared,
            summary: 'Take in a statement: certain matches are credited, the rest waits for a person',
            description:
              'Everything of the file or nothing. The same file again, or one that overlaps, doubles nothing. Up to 16 MB and 50,000 lines.',
            querystring: statementUploadQuerySchema,
            response: { 200: statementReportSchema, ...problemResponses },
          },
        },
        async (request, reply) => {
          const file = { bytes: rawBodyOf(request), query: request.query }
          const imported = await payments.importStatement(principalOf(request), file)
          return imported.ok ? imported.value : sendFailure(reply, imported.failure)
        },
      )
      scope.post(
        '/api/v1/bank-statements/preview',
        {
          ...options,
          schema: {
            ...shared,
            summary: 'The first rows of a CSV file with a guess at its columns; nothing is kept',
            response: { 200: csvPreviewSchema, ...problemResponses },
          },
        },
        async (request, reply) => {
          const preview = await payments.previewCsvStatement(principalOf(request), rawBodyOf(request))
          return preview.ok ? preview.value : sendFailure(reply, preview.failure)
        },
      )
    })
  }
}
