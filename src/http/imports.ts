import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  importPreviewSchema,
  importRunSchema,
  importSchema,
  importsQuerySchema,
  importsSchema,
  refusedQuerySchema,
} from '../contract/index.ts'
import type { Failure, Result } from '../core/index.ts'
import type { RefusedFile } from '../imports/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import type { ProblemCode } from './problem-codes.ts'
import { sendFailure } from './problems.ts'
import { dispositionOf } from './send-table.ts'

export const importsUrl = '/api/v1/imports'
const shared = { tags: ['imports'], security: bearerOrSession }
const ofOne = { ...shared, params: z.object({ id: z.string().max(100) }) }

/** Files of events: what there is, what one would give, a check, the import itself, its end. */
export function importRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { imports } = deps
  return async (app) => {
    const onRequest = requires(deps, { scope: 'events:write' })

    app.get(
      importsUrl,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Files that were uploaded, the newest first',
          querystring: importsQuerySchema,
          response: { 200: importsSchema, ...problemResponses },
        },
      },
      async (request, reply) => answer(reply, await imports.list(principalOf(request), request.query)),
    )

    app.get(
      `${importsUrl}/:id`,
      {
        onRequest,
        schema: {
          ...ofOne,
          summary: 'One file, and how far its check or import is',
          response: { 200: importSchema, ...problemResponses },
        },
      },
      async (request, reply) => answer(reply, await imports.read(principalOf(request), request.params.id)),
    )

    app.post(
      `${importsUrl}/:id/preview`,
      {
        onRequest,
        schema: {
          ...ofOne,
          summary: 'The first rows, and what they would be taken as; nothing is kept',
          body: importRunSchema,
          response: { 200: importPreviewSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { params, body } = request
        return answer(reply, await imports.preview(principalOf(request), params.id, body.mapping))
      },
    )

    const runs = [
      {
        path: 'check',
        task: 'check',
        summary: 'Try every row and take none',
        description: 'In the background; `checked` says what would be taken, and why rows would be refused.',
      },
      {
        path: 'start',
        task: 'import',
        summary: 'Take the rows in, in the background',
        description:
          'One file of a company at a time. Cut off anywhere it goes on where it stood; the same file, or one that overlaps, doubles nothing.',
      },
    ] as const
    for (const { path, task, summary, description } of runs)
      app.post(
        `${importsUrl}/:id/${path}`,
        {
          onRequest,
          schema: {
            ...ofOne,
            summary,
            description,
            body: importRunSchema,
            response: { 200: importSchema, ...problemResponses },
          },
        },
        async (request, reply) => {
          const { params, body } = request
          return answer(reply, await imports.run(principalOf(request), params.id, task, body.mapping))
        },
      )

    app.post(
      `${importsUrl}/:id/cancel`,
      {
        onRequest,
        schema: {
          ...ofOne,
          summary: 'Stop a check or an import; what has been taken stays',
          response: { 200: importSchema, ...problemResponses },
        },
      },
      async (request, reply) => answer(reply, await imports.cancel(principalOf(request), request.params.id)),
    )

    app.delete(
      `${importsUrl}/:id`,
      {
        onRequest,
        schema: {
          ...ofOne,
          summary: 'Remove a file and its refused rows; events that were taken stay',
          response: { 204: z.null().describe('Removed'), ...problemResponses },
        },
      },
      async (request, reply) => {
        const removed = await imports.remove(principalOf(request), request.params.id)
        return removed.ok ? reply.code(204).send(null) : sendFailure(reply, removed.failure)
      },
    )

    app.get(
      `${importsUrl}/:id/refused`,
      {
        onRequest,
        schema: {
          ...ofOne,
          summary: 'The rows that were refused, with reasons, as CSV',
          description: 'As they stood in the file, behind two columns: the number of the row, and why.',
          querystring: refusedQuerySchema,
          response: {
            200: { description: 'The file', content: { 'text/csv': { schema: z.string() } } },
            ...problemResponses,
          },
        },
      },
      async (request, reply) => {
        const { params, query } = request
        const file = await imports.refused(principalOf(request), params.id, query.language)
        if (!file.ok) return sendFailure(reply, file.failure)
        return sendText(reply, file.value)
      },
    )
  }
}

function sendText(reply: FastifyReply, { name, text }: RefusedFile): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', dispositionOf(`${name}.csv`))
    .type('text/csv; charset=utf-8')
    .send(Readable.from(text))
}

function answer<T>(reply: FastifyReply, result: Result<T, Failure<ProblemCode>>) {
  return result.ok ? result.value : sendFailure(reply, result.failure)
}
