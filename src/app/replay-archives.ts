import { type Failure, fail, ok, type Result } from '../core/index.ts'
import { apiConnectionId, type CarryOutOptions, type Replay } from '../facts/index.ts'
import { createArchiveReader, providerAdapters } from '../ingest/index.ts'
import type { Rooms } from './open-rooms.ts'

export interface ReplayRequest {
  /** All of them by default. */
  readonly companyId?: string
  /** Id or exact name, or `api` for the canonical API; all connections by default. */
  readonly connection?: string
  /** Epoch ms. */
  readonly fromMs?: number
  /** Told in sentences. */
  readonly onProgress?: (sentence: string) => void
}

type ReplayRooms = Pick<Rooms, 'companies' | 'facts'>

/** Carries out what is asked for, through today's adapters. In the process that folds. */
export function carryOutReplays(
  { companies, facts }: ReplayRooms,
  options: Omit<CarryOutOptions, 'read'>,
): Promise<readonly Replay[]> {
  const read = createArchiveReader({
    adapters: providerAdapters,
    connectionOf: async (provider, id) => {
      const found = await companies.connectionForHook(provider, id)
      return found.ok ? found.value : null
    },
  })
  return facts.replays.carryOut({ ...options, read })
}

/** Asks for replays on the command line, and carries them out. Failure `not_found` where there is no such connection. */
export async function replayArchives(
  rooms: ReplayRooms,
  { companyId, connection, fromMs = 0, onProgress }: ReplayRequest,
  signal: AbortSignal,
): Promise<Result<readonly Replay[], Failure<'not_found'>>> {
  const all = await rooms.companies.allCompanies()
  const names = new Map(all.map(({ id, name }) => [id, name]))
  const asked = all.filter(({ id }) => companyId === undefined || id === companyId)
  const scopes: { companyId: string; connectionIds: readonly string[] }[] = []
  for (const company of asked) {
    const connectionIds = await idsOf(rooms, company.id, connection)
    if (connectionIds) scopes.push({ companyId: company.id, connectionIds })
  }
  if (scopes.length === 0)
    return fail('not_found', `There is no connection "${connection ?? ''}": give its id or its exact name.`)
  for (const scope of scopes)
    await rooms.facts.replays.ask({ ...scope, fromMs, askedBy: 'npx tallybook replay' })
  const ended = await carryOutReplays(rooms, {
    signal,
    onProgress: (replay) => onProgress?.(progressSentence(replay, names.get(replay.companyId) ?? '')),
  })
  return ok(ended)
}

/** Null where the company has none of this name. */
async function idsOf(
  { companies }: ReplayRooms,
  companyId: string,
  wanted: string | undefined,
): Promise<readonly string[] | null> {
  if (wanted === undefined) return []
  if (wanted === 'api') return [apiConnectionId]
  const named = (await companies.connectionNames(companyId)).filter(
    ({ id, name }) => id === wanted || name === wanted,
  )
  return named.length === 0 ? null : named.map(({ id }) => id)
}

function progressSentence(replay: Replay, company: string): string {
  const { requests, requestsRead, events } = replay
  return `${company}: ${requestsRead} of ${requests} requests read, ${events} events.`
}

/** What a replay came to, for whoever asked on the command line. */
export function replaySentence(replay: Replay, company: string): string {
  const { state, requestsRead, events, added, removed, detail } = replay
  return state === 'failed'
    ? `${company}: the replay failed and nothing was changed: ${detail}`
    : `${company}: ${requestsRead} requests give ${events} events; ${added} are new or changed, ${removed} of before are gone or changed.`
}
