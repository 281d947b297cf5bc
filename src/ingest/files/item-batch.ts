import { type Failure, ok, type Result } from '../../core/index.ts'
import {
  apiConnectionId,
  apiProvider,
  type CallEvent,
  type MessageEvent,
  type RawRequest,
} from '../../facts/index.ts'
import { toRawRequest } from '../archived-request.ts'
import { isCallItem } from '../call-cloud-event.ts'
import { fromCallCloudEvent } from '../canonical-call-event.ts'
import { fromCloudEvent } from '../canonical-event.ts'
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
  const events: MessageEvent[] = []
  const callEvents: CallEvent[] = []
  const lines: string[] = []
  return {
    add(items) {
      const read: MessageEvent[] = []
      const readCalls: CallEvent[] = []
      for (const [place, item] of items.entries()) {
        const isCall = isCallItem(item)
        const event = (isCall ? fromCallCloudEvent : fromCloudEvent)(item, lines.length + place, raw)
        if (!event.ok) return toRowRefusal(event.failure, item)
        if ('callKey' in event.value) readCalls.push(event.value)
        else read.push(event.value)
      }
      events.push(...read)
      callEvents.push(...readCalls)
      for (const item of items) lines.push(archivedLine(item))
      return ok(undefined)
    },
    get events() {
      return events.length + callEvents.length
    },
    append: async (log) =>
      await log.append({ ...raw, body: Buffer.from(lines.join('\n')) }, events, [], callEvents),
  }
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
