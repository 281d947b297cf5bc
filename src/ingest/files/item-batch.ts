import { type Failure, ok, type Result } from '../../core/index.ts'
import { apiConnectionId, type CallEvent, type MessageEvent, type RawRequest } from '../../facts/index.ts'
import { toRawRequest } from '../archived-request.ts'
import { isCallItem } from '../call-cloud-event.ts'
import { fromCallCloudEvent } from '../canonical-call-event.ts'
import { apiProvider, fromCloudEvent, type ItemContext } from '../canonical-event.ts'
import type { EventLog } from '../event-log.ts'
import type { FileItem, RowRefusal } from './file-kind.ts'
import { toRowRefusal } from './to-row-refusal.ts'

/** Rows of a file on their way through the door of the API: checked one by one, kept together. */
export interface ItemBatch {
  /** Takes all items of a row, or says why none of them is. */
  add(items: readonly FileItem[]): Result<void, Failure & RowRefusal>
  readonly events: number
  /** On disk when it resolves: the items raw, as a request to the API would have them, and their events. */
  append(log: EventLog): Promise<Result<void, Failure<'overloaded'>>>
}

export interface BatchOrigin {
  readonly companyId: string
  /** Where the rows come from, as the path of a request. */
  readonly path: string
  readonly receivedAtMs: number
}

export function createItemBatch(origin: BatchOrigin): ItemBatch {
  const raw = rawRequestOf(origin)
  const messages: MessageEvent[] = []
  const calls: CallEvent[] = []
  const lines: string[] = []
  return {
    add(items) {
      const read: (MessageEvent | CallEvent)[] = []
      for (const item of items) {
        const event = readItem(item, lines.length + read.length, raw)
        if (!event.ok) return toRowRefusal(event.failure, item)
        read.push(event.value)
      }
      for (const event of read)
        if ('callKey' in event) calls.push(event)
        else messages.push(event)
      for (const item of items) lines.push(archivedLine(item))
      return ok(undefined)
    },
    get events() {
      return messages.length + calls.length
    },
    append: async (log) =>
      await log.append({ ...raw, body: Buffer.from(lines.join('\n')) }, messages, [], calls),
  }
}

function readItem(item: FileItem, index: number, context: ItemContext) {
  return isCallItem(item) ? fromCallCloudEvent(item, index, context) : fromCloudEvent(item, index, context)
}

function rawRequestOf({ companyId, path, receivedAtMs }: BatchOrigin): RawRequest {
  const origin = {
    companyId,
    connectionId: apiConnectionId,
    provider: apiProvider,
    receivedAtMs,
    method: 'POST',
    path,
    headers: { 'content-type': 'application/x-ndjson' },
    keptHeaders: [],
  }
  return toRawRequest(origin, new Uint8Array(0))
}

/** As the archive keeps an item: its text is counted and dropped. */
function archivedLine(item: FileItem): string {
  return JSON.stringify(
    item.data['text'] === undefined ? item : { ...item, data: { ...item.data, text: '' } },
  )
}
