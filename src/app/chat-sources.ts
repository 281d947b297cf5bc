import type { Companies } from '../companies/index.ts'
import { type Clock, type Failure, fail, hourMs, ok, type Result } from '../core/index.ts'
import type { Facts } from '../facts/index.ts'
import {
  type Ask,
  chatwootApi,
  closeQuietChats,
  type HookConnection,
  knownChats,
  type ReconcileReport,
  reconcileChatwoot,
} from '../ingest/index.ts'

export interface ChatSourcesDependencies {
  readonly companies: Pick<Companies, 'connectionsTo'>
  readonly facts: Pick<Facts, 'append' | 'forCompany' | 'importChatEvents'>
  readonly clock: Clock
  readonly ask: Ask
}

const dayMs = 24 * hourMs
/** After a start as far back as nothing came in, a day at least; not further than this. */
const longestGapMs = 30 * dayMs
/** Runs overlap: what was not settled in one is compared in the next. */
const overlapMs = hourMs / 4
const connectionTimeoutMs = 5 * 60_000
const notConfigured = fail(
  'conflict',
  'Enter base_url, account_id and api_token among the settings of the connection.',
)
const notReadable = fail('conflict', 'This source cannot be asked for what its webhooks missed.')

/** What is done for sources of chats without being asked by them. Told apart by connection, so that one that fails holds up no other. */
export class ChatSources {
  readonly #deps: ChatSourcesDependencies
  /** When a run of a connection began that read everything. */
  readonly #readThroughMs = new Map<string, number>()
  readonly #underWay = new Set<string>()

  constructor(deps: ChatSourcesDependencies) {
    this.#deps = deps
  }

  /** Looks after every connection once; answers how many events that gave, and what could not be read. */
  async lookAfterAll(turn: AbortSignal): Promise<{ events: number; failures: readonly ConnectionFailure[] }> {
    const { companies, facts, clock } = this.#deps
    const failures: ConnectionFailure[] = []
    let events = 0
    for (const connection of await companies.connectionsTo(['chatwoot', 'telegram', 'slack', 'vk'])) {
      if (turn.aborted) break
      if (connection.provider !== 'chatwoot') {
        events += await closeQuietChats({ facts, nowMs: clock() }, connection)
        continue
      }
      const read = await this.reconcile(connection, turn)
      if (read.ok) events += read.value.events
      else if (read.failure.code !== 'conflict')
        failures.push({ connectionId: connection.id, ...read.failure })
    }
    return { events, failures }
  }

  /** Reads what a connection missed, now. Failure `conflict` where its settings do not say how, or it is being read already. */
  async reconcile(
    connection: HookConnection,
    stop: AbortSignal,
  ): Promise<Result<ReconcileReport, Failure<ReconcileCode>>> {
    const { facts, clock, ask } = this.#deps
    const signal = AbortSignal.any([stop, AbortSignal.timeout(connectionTimeoutMs)])
    const read = connection.provider === 'chatwoot' ? chatwootApi(connection.settings, ask, signal) : null
    if (!read) return connection.provider === 'chatwoot' ? notConfigured : notReadable
    if (this.#underWay.has(connection.id)) return fail('conflict', 'This connection is being read right now.')
    this.#underWay.add(connection.id)
    try {
      const startedMs = clock()
      const company = facts.forCompany(connection.companyId)
      const report = await reconcileChatwoot(
        { log: facts, clock, read, known: (keys) => knownChats(company, keys) },
        connection,
        await this.#sinceMs(connection),
      )
      if (report.ok && report.value.isComplete) this.#readThroughMs.set(connection.id, startedMs)
      return report.ok ? ok(report.value) : report
    } finally {
      this.#underWay.delete(connection.id)
    }
  }

  async #sinceMs({ id, companyId }: HookConnection): Promise<number> {
    const readMs = this.#readThroughMs.get(id)
    if (readMs !== undefined) return readMs - overlapMs
    const nowMs = this.#deps.clock()
    const { rows } = await this.#deps.facts.forCompany(companyId).query<{ last_ms: string }>({
      sql: (from) => `
        SELECT toString(toUnixTimestamp64Milli(max(last_received_at))) AS last_ms
        FROM ${from.chats} WHERE connection_id = {id:UUID}`,
      params: { id },
    })
    const lastMs = Number(rows[0]?.last_ms ?? 0)
    return Math.max(nowMs - longestGapMs, Math.min(nowMs - dayMs, lastMs - hourMs))
  }
}

type ReconcileCode = 'conflict' | 'source_unreachable' | 'overloaded'

export interface ConnectionFailure {
  readonly connectionId: string
  readonly code: string
  readonly detail: string
}
