import type { ChatEvent } from '../../chats/index.ts'
import { type Clock, type Failure, fail, ok, type Result, uuidV7 } from '../../core/index.ts'
import type { CallEvent } from '../call-event.ts'
import type { Engine, TextInsert } from '../connect/engine.ts'
import { FactsError, notWritable } from '../facts-error.ts'
import type { MessageEvent, RawRequest } from '../message-event.ts'
import { batchText } from './batch-text.ts'
import { callEventColumns, toRowCallEvent } from './call-event-row.ts'
import { chatEventColumns, toRowChatEvent } from './chat-event-row.ts'
import { GroupCommit, type GroupCommitLimits } from './group-commit.ts'
import { messageEventColumns, toRowMessageEvent } from './message-event-row.ts'
import { rawRequestColumns, toRowRawRequest } from './raw-request-row.ts'

const mebibyte = 1024 * 1024

const limits: GroupCommitLimits = {
  maxQueued: { rows: 200_000, bytes: 128 * mebibyte },
  maxBatch: { rows: 50_000, bytes: 32 * mebibyte },
  paceMs: 100,
  early: { items: 32, quietMs: 8 },
}

/** Events of one insert of the bulk path. */
const importBatchRows = 50_000

interface Accepted {
  readonly request: string
  readonly events: readonly string[]
  readonly chatEvents: readonly string[]
  readonly callEvents: readonly string[]
}

/** Writes requests and events so that they are on disk when the caller hears of it. */
export class MessageLog {
  readonly #engine: Engine
  readonly #clock: Clock
  readonly #commits: GroupCommit<Accepted>
  readonly #imports = new Set<Promise<void>>()
  readonly #onFailedWrite: () => void
  #closed = false

  constructor(engine: Engine, clock: Clock, onFailedWrite: () => void = () => undefined) {
    this.#engine = engine
    this.#clock = clock
    this.#onFailedWrite = onFailedWrite
    this.#commits = new GroupCommit(limits, (accepted) => this.#write(accepted))
  }

  /** @throws FactsError `closed`, or `not_writable` when the insert failed: sent again later, it changes nothing twice */
  async append(
    request: RawRequest,
    events: readonly MessageEvent[],
    chatEvents: readonly ChatEvent[] = [],
    callEvents: readonly CallEvent[] = [],
  ): Promise<Result<void, Failure<'overloaded'>>> {
    this.#assertOpen()
    const accepted = {
      request: toRowRawRequest(request),
      events: events.map(toRowMessageEvent),
      chatEvents: chatEvents.map(toRowChatEvent),
      callEvents: callEvents.map(toRowCallEvent),
    }
    const all = [accepted.events, accepted.chatEvents, accepted.callEvents]
    const bytes = all.reduce((sum, rows) => sum + lengthOf(rows), accepted.request.length)
    const rows = all.reduce((sum, { length }) => sum + length, 1)
    const written = this.#commits.offer(accepted, { rows, bytes })
    if (!written)
      return fail('overloaded', 'More events wait to be written than the queue holds; send them again later.')
    await written
    return ok(undefined)
  }

  importEvents(events: readonly MessageEvent[]): Promise<void> {
    return this.#import('message_log', messageEventColumns, events, toRowMessageEvent)
  }

  importChatEvents(events: readonly ChatEvent[]): Promise<void> {
    return this.#import('chat_log', chatEventColumns, events, toRowChatEvent)
  }

  importCallEvents(events: readonly CallEvent[]): Promise<void> {
    return this.#import('call_log', callEventColumns, events, toRowCallEvent)
  }

  async #import<Event>(
    table: string,
    columns: TextInsert['columns'],
    events: readonly Event[],
    toRow: (event: Event) => string,
  ): Promise<void> {
    this.#assertOpen()
    const importing = this.#writeInPieces(table, columns, events, toRow)
    this.#imports.add(importing)
    try {
      await importing
    } finally {
      this.#imports.delete(importing)
    }
  }

  /** Refuses what comes later and waits until everything accepted is written. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.allSettled([this.#commits.idle(), ...this.#imports])
  }

  async #writeInPieces<Event>(
    table: string,
    columns: TextInsert['columns'],
    events: readonly Event[],
    toRow: (event: Event) => string,
  ): Promise<void> {
    for (let start = 0; start < events.length; start += importBatchRows)
      await this.#writeRows(table, columns, events.slice(start, start + importBatchRows).map(toRow))
  }

  async #write(accepted: readonly Accepted[]): Promise<void> {
    const requests = `${accepted.map((item) => item.request).join('\n')}\n`
    // All are awaited even when one fails, so that nothing of this batch is still in flight afterwards.
    const outcomes = await Promise.allSettled([
      this.#insert({ table: 'raw_requests', columns: rawRequestColumns, text: requests }),
      this.#writeRows(
        'message_log',
        messageEventColumns,
        accepted.flatMap((item) => item.events),
      ),
      this.#writeRows(
        'chat_log',
        chatEventColumns,
        accepted.flatMap((item) => item.chatEvents),
      ),
      this.#writeRows(
        'call_log',
        callEventColumns,
        accepted.flatMap((item) => item.callEvents),
      ),
    ])
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  }

  async #writeRows(table: string, columns: TextInsert['columns'], rows: readonly string[]): Promise<void> {
    if (rows.length === 0) return
    await this.#insert({ table, columns, text: batchText(uuidV7(this.#clock()), rows) })
  }

  async #insert(insert: TextInsert): Promise<void> {
    try {
      await this.#engine.insertText(insert)
    } catch (error) {
      this.#onFailedWrite()
      throw notWritable(error)
    }
  }

  #assertOpen(): void {
    if (this.#closed) throw new FactsError('closed', 'The store is closing and takes no more events.')
  }
}

function lengthOf(rows: readonly string[]): number {
  return rows.reduce((sum, row) => sum + row.length, 0)
}
