import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Principal } from '../companies/index.ts'
import {
  type RefusedRetried,
  type ReplayView,
  refusedRetriedSchema,
  refusedRetrySchema,
  replayAskSchema,
  replaySchema,
} from '../contract/index.ts'
import { type Failure, ok, type Result } from '../core/index.ts'
import type { Replay } from '../facts/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const url = '/api/v1/connections'
const shared = { tags: ['connections'], security: bearerOrSession }
const params = z.object({ id: z.string().max(100) })
/** The newest ones. */
const maxListed = 10

/** Replays of what connections received, and callbacks that were refused and are right now. */
export function replayRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      `${url}/:id/replays`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: `The replays of a connection, the newest first: at most ${maxListed}`,
          params,
          response: { 200: z.array(replaySchema), ...problemResponses },
        },
      },
      async (request, reply) => {
        const found = await deps.companies.connectionFor(principalOf(request), request.params.id)
        if (!found.ok) return sendFailure(reply, found.failure)
        const { id, companyId } = found.value
        const listed = await deps.facts.replays.list(companyId, id, maxListed)
        return listed.map(toApiReplay)
      },
    )

    app.post(
      `${url}/:id/replays`,
      {
        onRequest,
        schema: {
          ...shared,
          summary:
            'Read what a connection received once more, and change the numbers into what that gives now',
          params,
          body: replayAskSchema,
          response: { 202: replaySchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const caller = principalOf(request)
        const found = await deps.companies.connectionFor(caller, request.params.id)
        if (!found.ok) return sendFailure(reply, found.failure)
        const { id, companyId } = found.value
        const asked = await deps.facts.replays.ask({
          companyId,
          connectionIds: [id],
          fromMs: request.body.from === undefined ? 0 : Date.parse(request.body.from),
          askedBy: await deps.companies.nameOfCaller(caller),
        })
        await deps.companies.noteAct(caller, {
          act: 'connection.replay_asked',
          subject: { id },
          after: { from: request.body.from ?? null },
        })
        deps.onReplayAsked?.()
        return reply.code(202).send(toApiReplay(asked))
      },
    )

    app.post(
      `${url}/:id/refused/retry`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Check callbacks that were refused once more, and take in those that are right now',
          params,
          body: refusedRetrySchema,
          response: { 200: refusedRetriedSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { take } = request.body
        const retried = await retryRefused(deps, principalOf(request), request.params.id, take)
        if (!retried.ok) return sendFailure(reply, retried.failure)
        if (retried.value.taken > 0) deps.onAccepted?.()
        return retried.value
      },
    )
  }
}

async function retryRefused(
  { companies, ingest }: Pick<ServerDependencies, 'companies' | 'ingest'>,
  caller: Principal,
  id: string,
  take: boolean,
): Promise<Result<RefusedRetried, Failure<'forbidden' | 'not_found' | 'secrets_unreadable' | 'overloaded'>>> {
  const connection = await companies.connectionFor(caller, id)
  if (!connection.ok) return connection
  const kept = await companies.refusedToRetry(caller, connection.value.id)
  if (!kept.ok) return kept
  const right: string[] = []
  for (const refused of kept.value) {
    const retried = await ingest.retryRefused(connection.value, refused, take)
    if (!retried.ok) return retried
    if (!retried.value) continue
    right.push(refused.id)
    // On disk by now; cut off before this, it is taken in again under the same id, which changes nothing.
    if (take) await companies.forgetRefusedRequest(caller, refused.id)
  }
  if (take && right.length > 0)
    await companies.noteAct(caller, {
      act: 'connection.refused_taken',
      subject: { id: connection.value.id },
      after: { taken: right.length },
    })
  return ok({ kept: kept.value.length, right: right.length, taken: take ? right.length : 0 })
}

function toApiReplay(replay: Replay): ReplayView {
  return {
    id: replay.replayId,
    state: replay.state,
    asked_at: new Date(replay.askedAtMs).toISOString(),
    asked_by: replay.askedBy,
    from: replay.fromMs === 0 ? null : new Date(replay.fromMs).toISOString(),
    requests: replay.requests,
    requests_read: replay.requestsRead,
    events: replay.events,
    added: replay.added,
    removed: replay.removed,
    detail: replay.detail,
  }
}
