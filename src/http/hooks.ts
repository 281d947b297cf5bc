import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { z } from 'zod'
import type { HookConnection } from '../companies/index.ts'
import { maxHookBodyBytes, refusedReasons } from '../contract/index.ts'
import type { ProviderHook } from '../ingest/index.ts'
import type { Admission } from './admission.ts'
import type { ServerDependencies } from './dependencies.ts'
import { answerProbe } from './hook-probe.ts'
import { problemResponses } from './openapi.ts'
import { problemOf, sendFailure, sendProblem } from './problems.ts'
import { headersOf, rawBodyOf, takeRawBodies } from './raw-body.ts'
import type { ServerMetrics } from './server-metrics.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before the body of a callback is read. */
    hookConnection: HookConnection | null
  }
}

const paramsSchema = z.object({ provider: z.string().max(50), connection: z.string().max(100) })

/** `/hooks/<provider>/<connection id>`: callbacks as the provider sends them; verified, kept, then answered. */
export async function registerHooks(
  app: FastifyInstance,
  deps: ServerDependencies,
  metrics: ServerMetrics,
  admission: Admission,
): Promise<void> {
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const connection = connectionOf(request)
    if (answerProbe(request, reply, { secret: deps.probeSecret, connectionId: connection.id })) return reply
    const { provider } = connection
    const hook: ProviderHook = {
      provider,
      connection,
      request: {
        method: request.method,
        url: `${deps.publicUrl}${request.url}`,
        headers: headersOf(request),
        body: rawBodyOf(request),
      },
    }
    const accepted = await deps.ingest.acceptHook(hook)
    metrics.hook(provider, accepted.ok ? 'accepted' : 'refused')
    if (!accepted.ok) {
      noteRefused(deps, hook, accepted.failure.code)
      return sendFailure(reply, accepted.failure)
    }
    if (accepted.value.isArchived) {
      deps.companies.noteConnectionEvent(connection.id)
      deps.onAccepted?.()
    }
    const { status, contentType, body } = accepted.value
    return reply
      .code(status)
      .type(contentType ?? 'text/plain; charset=utf-8')
      .serializer(String)
      .send(body)
  }
  await app.register(async (scope) => {
    takeRawBodies(scope)
    scope.decorateRequest('hookConnection', null)
    const known = findsConnection(deps)
    const schema = {
      tags: ['hooks'],
      params: paramsSchema,
      response: {
        200: { description: 'As the provider expects it', content: { 'text/plain': { schema: z.string() } } },
        ...problemResponses,
      },
    }
    const options = { bodyLimit: maxHookBodyBytes, decompress: false as const }
    scope.get(
      '/hooks/:provider/:connection',
      {
        ...options,
        onRequest: known,
        schema: {
          ...schema,
          summary: 'Answer a provider’s check of the address, or take in a callback that comes by GET',
        },
      },
      answer,
    )
    scope.post(
      '/hooks/:provider/:connection',
      {
        ...options,
        onRequest: [known, admission.hook((request) => connectionOf(request).id)],
        config: { rawBody: { '*/*': z.unknown().describe('The callback, unmodified') } },
        schema: { ...schema, summary: 'Take in a provider’s callback' },
      },
      answer,
    )
  })
}

/** What a company can do something about is kept to be looked at; the rest (overload, method) is not. */
function noteRefused(deps: ServerDependencies, hook: ProviderHook, code: string): void {
  const reason = refusedReasons.find((candidate) => candidate === code)
  const shown = reason && deps.ingest.shownOf(hook)
  if (!reason || !shown) return
  const { connection, request } = hook
  const { id: connectionId, companyId } = connection
  const { method, body } = request
  deps.companies.noteRefused({ connectionId, companyId, reason, method, body, ...shown })
}

/** Lets in callbacks of connections that there are, before their bodies are read. */
function findsConnection(deps: Pick<ServerDependencies, 'companies'>): onRequestAsyncHookHandler {
  return async (request, reply) => {
    const params = paramsSchema.safeParse(request.params)
    if (!params.success) return sendProblem(reply, problemOf('not_found', 'There is no such connection.'))
    const found = await deps.companies.connectionForHook(params.data.provider, params.data.connection)
    if (!found.ok) return sendFailure(reply, found.failure)
    request.hookConnection = found.value
  }
}

function connectionOf(request: FastifyRequest): HookConnection {
  if (!request.hookConnection) throw new Error('a callback is answered without looking for its connection')
  return request.hookConnection
}
