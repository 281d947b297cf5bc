import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { importSchema, importUploadQuerySchema, maxImportBytes } from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { importsUrl } from './imports.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'
import { xlsxType } from './send-table.ts'

/** A file of events in: its bytes are read as they come, and never all in memory. */
export function importUploadRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, payload: IncomingMessage, done) => done(null, payload))

    app.post(
      importsUrl,
      {
        onRequest: requires(deps, { scope: 'events:write' }),
        bodyLimit: maxImportBytes,
        config: {
          rawBody: {
            'text/csv': z.string().describe('With any of the usual delimiters and encodings'),
            [xlsxType]: z.string().describe('Binary; the fullest sheet is read'),
          },
        },
        schema: {
          tags: ['imports'],
          security: bearerOrSession,
          summary: 'Upload a file: its columns are guessed, and nothing is taken in yet',
          description:
            'CSV up to 1 GB, Excel up to 32 MB. A request has to come in within two minutes: send large files packed (`Content-Encoding: gzip`).',
          querystring: importUploadQuerySchema,
          response: { 201: importSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const body: unknown = request.body
        const chunks = body instanceof Readable ? chunksOf(body) : nothing()
        const kept = await deps.imports.upload(principalOf(request), { ...request.query, chunks })
        return kept.ok ? reply.code(201).send(kept.value) : sendFailure(reply, kept.failure)
      },
    )
  }
}

/** A sender that leaves, or sends what cannot be unpacked, is at fault itself. */
async function* chunksOf(body: Readable): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) yield chunk
  } catch (error) {
    throw error instanceof Error ? Object.assign(error, { statusCode: 400 }) : error
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // A request without a body is an empty file.
}
