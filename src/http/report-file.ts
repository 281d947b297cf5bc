import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { ReportFile } from '../reports/index.ts'
import { principalOf, requires } from './authentication.ts'
import { rangeOf } from './byte-range.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { problemOf, sendFailure, sendProblem } from './problems.ts'
import { dispositionOf, xlsxType } from './send-table.ts'

const types: Readonly<Record<string, string>> = {
  xlsx: xlsxType,
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
}

const binary = { schema: z.string().describe('Binary') }
const content = {
  'text/csv': { schema: z.string() },
  [xlsxType]: binary,
  'application/vnd.apache.parquet': binary,
}

/** The file of a report, whole or a part of it. */
export function reportFileRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/v1/reports/:id/file',
      {
        onRequest: requires(deps),
        // A range is one of the bytes of the file, and its length is told beforehand.
        compress: false,
        schema: {
          tags: ['reports'],
          security: bearerOrSession,
          summary: 'The file of a report; its ETag is its SHA-256',
          description: 'A `Range` of bytes gives a part of it, so that a download that broke off can go on.',
          params: z.object({ id: z.string().max(100) }),
          response: {
            200: { description: 'The file', content },
            206: { description: 'The part of it that was asked for', content },
            ...problemResponses,
          },
        },
      },
      async (request, reply) => {
        const file = await deps.reports.file(principalOf(request), request.params.id)
        return file.ok ? await sendFile(request, reply, file.value) : sendFailure(reply, file.failure)
      },
    )
  }
}

async function sendFile(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  file: ReportFile,
): Promise<FastifyReply> {
  const tag = `"${file.sha256}"`
  const ifRange = headers['if-range']
  // A part of another file than the one that the beginning was of would be put together with it.
  const range = ifRange === undefined || ifRange === tag ? rangeOf(headers.range, file.bytes) : null
  if (range === 'outside')
    return sendProblem(
      reply.header('content-range', `bytes */${file.bytes}`),
      problemOf('range_not_satisfiable', `The file has ${file.bytes} bytes: ask for some of them.`),
    )
  const opened = await file.open(range)
  if (!opened.ok) return sendFailure(reply, opened.failure)
  reply
    .header('etag', tag)
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'no-store')
    .header('content-disposition', dispositionOf(file.name))
    .header('content-length', range === null ? file.bytes : range.to - range.from + 1)
    .type(types[file.format] ?? 'application/octet-stream')
  if (range !== null) reply.code(206).header('content-range', `bytes ${range.from}-${range.to}/${file.bytes}`)
  return reply.send(opened.value)
}
