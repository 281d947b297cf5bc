import type { ChatEvent } from '../chats/index.ts'
import type { EventsAnswer } from '../contract/index.ts'
import { type Clock, type Failure, ok, type Result } from '../core/index.ts'
import { apiConnectionId, type CallEvent, type MessageEvent } from '../facts/index.ts'
import { toRawRequest } from './archived-request.ts'
import { isCallItem } from './call-cloud-event.ts'
import { fromCallCloudEvent } from './canonical-call-event.ts'
import { fromChatCloudEvent } from './canonical-chat-event.ts'
import { apiProvider, fromCloudEvent, type ItemContext } from './canonical-event.ts'
import { isChatItem } from './chat-cloud-event.ts'
import type { EventLog } from './event-log.ts'
import type { Refusal, RefusalCode } from './refusal.ts'
import { type RequestFailureCode, type RequestItem, readRequestItems } from './request-items.ts'
import { takeTurns } from './take-turns.ts'
import { withoutTexts } from './without-texts.ts'

export interface EventsRequest {
  readonly companyId: string
  readonly contentType: string
  readonly body: Uint8Array
  readonly request: {
    readonly method: string
    /** Path with query. */
    readonly path: string
    /** By lower-case name. */
    readonly headers: Readonly<Record<string, string | undefined>>
  }
}

export type EventsFailure = Failure<RequestFailureCode | 'overloaded'>

/**
 * `POST /api/v1/events`: keeps the good items of a request and names the others. The answer comes once the kept
 * ones are on disk; a request without a good item leaves no trace. Texts are counted and not archived.
 */
export async function acceptEvents(
  log: EventLog,
  clock: Clock,
  { companyId, contentType, body, request }: EventsRequest,
): Promise<Result<EventsAnswer, EventsFailure>> {
  const items = readRequestItems(contentType, body)
  if (!items.ok) return items
  const raw = toRawRequest(
    {
      companyId,
      connectionId: apiConnectionId,
      provider: apiProvider,
      receivedAtMs: clock(),
      ...request,
      keptHeaders: [],
    },
    body,
  )
  const { events, chatEvents, callEvents, refused } = await mapItems(items.value, raw)
  const accepted = events.length + chatEvents.length + callEvents.length
  if (accepted > 0) {
    const archived = { ...raw, body: withoutTexts(body, brokenLines(refused)) }
    const appended = await log.append(archived, events, chatEvents, callEvents)
    if (!appended.ok) return appended
  }
  return ok({ accepted, refused })
}

/** Only a line of NDJSON can be no JSON by itself: a body of another kind would have failed as a whole. */
function brokenLines(refused: EventsAnswer['refused']): ReadonlySet<number> {
  const broken = refused.filter(({ code }) => code === ('invalid_json' satisfies RefusalCode))
  return new Set(broken.map(({ index }) => index))
}

interface MappedItems {
  readonly events: MessageEvent[]
  readonly chatEvents: ChatEvent[]
  readonly callEvents: CallEvent[]
  readonly refused: EventsAnswer['refused']
}

async function mapItems(items: readonly RequestItem[], context: ItemContext): Promise<MappedItems> {
  const mapped: MappedItems = { events: [], chatEvents: [], callEvents: [], refused: [] }
  for await (const item of takeTurns(items)) {
    const value = item.read()
    const failure = value.ok ? mapItem(value.value, item.index, context, mapped) : value.failure
    if (failure) mapped.refused.push({ index: item.index, ...failure })
  }
  return mapped
}

/** Puts a good item where it belongs; a bad one's refusal is told. */
function mapItem(item: unknown, index: number, context: ItemContext, mapped: MappedItems): Refusal | null {
  if (isChatItem(item)) {
    const event = fromChatCloudEvent(item, index, context)
    if (event.ok) mapped.chatEvents.push(event.value)
    return event.ok ? null : event.failure
  }
  if (isCallItem(item)) {
    const event = fromCallCloudEvent(item, index, context)
    if (event.ok) mapped.callEvents.push(event.value)
    return event.ok ? null : event.failure
  }
  const event = fromCloudEvent(item, index, context)
  if (event.ok) mapped.events.push(event.value)
  return event.ok ? null : event.failure
}
