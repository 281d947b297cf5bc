import { type Clock, uuidV7 } from '../../core/index.ts'
import { localTable } from '../connect/topology.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import { batchText } from '../log/batch-text.ts'
import { callEventColumns, toRowCallEvent } from '../log/call-event-row.ts'
import { chatEventColumns, toRowChatEvent } from '../log/chat-event-row.ts'
import { messageEventColumns, toRowMessageEvent } from '../log/message-event-row.ts'
import { apiConnectionId, type MessageEvent, type RawRequest } from '../message-event.ts'
import { archivePages, archiveScope } from './archive-pages.ts'
import type { CarryOutOptions, Replay } from './replay.ts'

/** Rows of one insert. */
const maxRows = 50_000

export interface ReadSoFar {
  readonly requestsRead: number
  readonly events: number
}

/** Reads the archive of a replay and writes what it gives beside the log. */
export async function readArchive(
  shard: ShardFold,
  clock: Clock,
  replay: Replay,
  { read, signal }: Pick<CarryOutOptions, 'read' | 'signal'>,
  onPage: (sofar: ReadSoFar) => Promise<void>,
): Promise<void> {
  const writer = new RereadWriter(shard, clock, replay)
  let requestsRead = 0
  for await (const page of archivePages({ shard, scope: archiveScope(replay) })) {
    signal?.throwIfAborted()
    const counted = await countedSegments(shard, replay.companyId, page)
    for (const request of page) {
      const given = await read(request)
      if (!given) continue
      const events = given.events.map((event) => withSegments(event, counted))
      await writer.add(
        request.requestId,
        events.map(toRowMessageEvent),
        given.chatEvents.map(toRowChatEvent),
        given.callEvents.map(toRowCallEvent),
      )
    }
    requestsRead += page.length
    await onPage({ requestsRead, events: writer.events })
  }
  await writer.end()
}

/** Collects rows; while an insert is under way the next one is filled. */
class RereadWriter {
  readonly #shard: ShardFold
  readonly #clock: Clock
  readonly #replay: Replay
  #messages: string[] = []
  #chats: string[] = []
  #calls: string[] = []
  #requests: string[] = []
  #writing: Promise<void> = Promise.resolve()
  events = 0

  constructor(shard: ShardFold, clock: Clock, replay: Replay) {
    this.#shard = shard
    this.#clock = clock
    this.#replay = replay
  }

  async add(
    requestId: string,
    messages: readonly string[],
    chats: readonly string[],
    calls: readonly string[],
  ): Promise<void> {
    for (const row of messages) this.#messages.push(row)
    for (const row of chats) this.#chats.push(row)
    for (const row of calls) this.#calls.push(row)
    this.#requests.push(requestId)
    this.events += messages.length + chats.length + calls.length
    const waiting = this.#messages.length + this.#chats.length + this.#calls.length + this.#requests.length
    if (waiting >= maxRows) await this.#flush()
  }

  async end(): Promise<void> {
    await this.#flush()
    await this.#writing
  }

  async #flush(): Promise<void> {
    await this.#writing
    const { readingId, companyId } = this.#replay
    const prefix = `${readingId}\t${uuidV7(this.#clock())}`
    const requests = this.#requests.map((id) => `${readingId}\t${companyId}\t${id}\n`).join('')
    const [messages, chats, calls] = [this.#messages, this.#chats, this.#calls]
    this.#messages = []
    this.#chats = []
    this.#calls = []
    this.#requests = []
    this.#writing = this.#write([
      ['replayed_requests', ['reading_id', 'company_id', 'request_id'], requests],
      ['replayed_messages', ['reading_id', ...messageEventColumns], textOf(prefix, messages)],
      ['replayed_chats', ['reading_id', ...chatEventColumns], textOf(prefix, chats)],
      ['replayed_calls', ['reading_id', ...callEventColumns], textOf(prefix, calls)],
    ])
    // Whoever awaits it is told.
    this.#writing.catch(() => undefined)
  }

  async #write(
    inserts: readonly (readonly [table: string, columns: readonly [string, ...string[]], text: string])[],
  ): Promise<void> {
    const { engine, layout } = this.#shard
    for (const [table, columns, text] of inserts)
      if (text !== '') await engine.insertText({ table: localTable(layout, table), columns, text }, 'replay')
  }
}

function textOf(prefix: string, rows: readonly string[]): string {
  return rows.length === 0 ? '' : batchText(prefix, rows)
}

/**
 * How many segments the texts of canonical events had: the archive keeps no text, so what was counted when they came is taken
 * from the log, by request and place.
 */
async function countedSegments(
  { engine, layout }: ShardFold,
  companyId: string,
  page: readonly RawRequest[],
): Promise<ReadonlyMap<string, number>> {
  const asked = page.filter(
    ({ connectionId, body }) =>
      connectionId === apiConnectionId &&
      Buffer.from(body.buffer, body.byteOffset, body.length).includes('"text"'),
  )
  if (asked.length === 0) return new Map()
  const text = await engine.askText(
    'replay',
    `SELECT request_id, request_index, computed_segments FROM ${localTable(layout, 'message_log')}
PREWHERE company_id = {company:UUID}
WHERE computed_segments > 0 AND request_id IN {requests:Array(UUID)}`,
    { company: companyId, requests: asked.map(({ requestId }) => requestId) },
  )
  return new Map(
    text.split('\n').map((line) => {
      const [request, index, segments] = line.split('\t')
      return [`${request} ${index}`, Number(segments ?? 0)]
    }),
  )
}

function withSegments(event: MessageEvent, counted: ReadonlyMap<string, number>): MessageEvent {
  if (counted.size === 0 || event.computedSegments > 0) return event
  const computedSegments = counted.get(`${event.requestId} ${event.requestIndex}`)
  return computedSegments === undefined ? event : { ...event, computedSegments }
}
