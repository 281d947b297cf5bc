import { type Clock, type Failure, fail, ok, type Result, uuidV7 } from '../../core/index.ts'
import type { Engine, TextInsert } from '../connect/engine.ts'
import { FactsError, notWritable } from '../facts-error.ts'
import type { MessageEvent, RawRequest } from '../message-event.ts'
import { GroupCommit, type GroupCommitLimits } from './group-commit.ts'
import { messageEventColumns, messageEventsText, toRowMessageEvent } from './message-event-row.ts'
import { rawRequestColumns, toRowRawRequest } from './raw-request-row.ts'

const mebibyte = 1024 * 1024

const limits: GroupCommitLimits = {
  maxQueued: { rows: 200_000, bytes: 128 * mebibyte },
  maxBatch: { rows: 50_000, bytes: 32 * mebibyte },
  paceMs: 100,
}

/** Events of one insert of the bulk path. */
const importBatchRows = 50_000

interface Accepted {
  readonly request: string
  readonly events: readonly string[]
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
  ): Promise<Result<void, Failure<'overloaded'>>> {
    this.#assertOpen()
    const accepted = { request: toRowRawRequest(request), events: events.map(toRowMessageEvent) }
    const bytes = accepted.events.reduce((sum, row) => sum + row.length, accepted.request.length)
    const written = this.#commits.offer(accepted, { rows: events.length + 1, bytes })
    if (!written)
      return fail('overloaded', 'More events wait to be written than the queue holds; send them again later.')
    await written
    return ok(undefined)
  }

  async importEvents(events: readonly MessageEvent[]): Promise<void> {
    this.#assertOpen()
    const importing = this.#import(events)
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

  async #import(events: readonly MessageEvent[]): Promise<void> {
    for (let start = 0; start < events.length; start += importBatchRows)
      await this.#writeEvents(events.slice(start, start + importBatchRows).map(toRowMessageEvent))
  }

  async #write(accepted: readonly Accepted[]): Promise<void> {
    const requests = `${accepted.map((item) => item.request).join('\n')}\n`
    // Both are awaited even when one fails, so that nothing of this batch is still in flight afterwards.
    const outcomes = await Promise.allSettled([
      this.#insert({ table: 'raw_requests', columns: rawRequestColumns, text: requests }),
      this.#writeEvents(accepted.flatMap((item) => item.events)),
    ])
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  }

  async #writeEvents(rows: readonly string[]): Promise<void> {
    if (rows.length === 0) return
    const text = messageEventsText(uuidV7(this.#clock()), rows)
    await this.#insert({ table: 'message_log', columns: messageEventColumns, text })
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
