import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  connectionCreateSchema,
  connectionPatchSchema,
  connectionRotateSchema,
  connectionSchema,
  reconciledSchema,
} from '../contract/index.ts'
import { fail } from '../core/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const url = '/api/v1/connections'
const shared = { tags: ['connections'], security: bearerOrSession }
const params = z.object({ id: z.string().max(100) })
const nothingToRead = fail('conflict', 'Nothing can be read from this connection.')

/** Providers whose callbacks the company takes in. Secrets go in and never come out. */
export function connectionRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'The connections',
          response: { 200: z.array(connectionSchema), ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await deps.companies.listConnections(principalOf(request))
        return listed.ok ? [...listed.value] : sendFailure(reply, listed.failure)
      },
    )

    app.post(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Connect a provider; the answer has the address to paste there',
          body: connectionCreateSchema,
          response: { 201: connectionSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const made = await deps.companies.createConnection(principalOf(request), request.body)
        return made.ok ? reply.code(201).send(made.value) : sendFailure(reply, made.failure)
      },
    )

    app.patch(
      `${url}/:id`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Rename, pause or resume, or replace the settings',
          params,
          body: connectionPatchSchema,
          response: { 200: connectionSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const patched = await deps.companies.patchConnection(
          principalOf(request),
          request.params.id,
          request.body,
        )
        return patched.ok ? patched.value : sendFailure(reply, patched.failure)
      },
    )

    app.post(
      `${url}/:id/rotate`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Replace the settings; callbacks signed with those before are taken for a while too',
          params,
          body: connectionRotateSchema,
          response: { 200: connectionSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const rotated = await deps.companies.rotateConnection(principalOf(request), id, request.body)
        return rotated.ok ? rotated.value : sendFailure(reply, rotated.failure)
      },
    )

    app.post(
      `${url}/:id/reconcile`,
      {
        onRequest,
        schema: {
          ...shared,
          summary:
            'Read from the source what its webhooks missed, now; by itself it is done every ten minutes',
          params,
          response: { 200: reconciledSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const caller = principalOf(request)
        const found = await deps.companies.connectionFor(caller, request.params.id)
        if (!found.ok) return sendFailure(reply, found.failure)
        const read = (await deps.reconcile?.(found.value)) ?? nothingToRead
        if (!read.ok) return sendFailure(reply, read.failure)
        if (read.value.events > 0) deps.onAccepted?.()
        const { conversations, events, isComplete } = read.value
        const subject = { id: found.value.id }
        await deps.companies.noteAct(caller, {
          act: 'connection.reconciled',
          subject,
          after: { conversations, events },
        })
        return { conversations, events, is_complete: isComplete }
      },
    )

    app.delete(
      `${url}/:id`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Remove a connection; its messages stay',
          params,
          response: { 204: z.null().describe('Removed'), ...problemResponses },
        },
      },
      async (request, reply) => {
        const deleted = await deps.companies.deleteConnection(principalOf(request), request.params.id)
        return deleted.ok ? reply.code(204).send(null) : sendFailure(reply, deleted.failure)
      },
    )
  }
}
