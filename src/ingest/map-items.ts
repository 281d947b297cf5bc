import type { ChatEvent } from '../chats/index.ts'
import type { EventsAnswer } from '../contract/index.ts'
import type { CallEvent, MessageEvent } from '../facts/index.ts'
import { isCallItem } from './call-cloud-event.ts'
import { fromCallCloudEvent } from './canonical-call-event.ts'
import { fromChatCloudEvent } from './canonical-chat-event.ts'
import { fromCloudEvent, type ItemContext } from './canonical-event.ts'
import { isChatItem } from './chat-cloud-event.ts'
import type { Refusal } from './refusal.ts'
import type { RequestItem } from './request-items.ts'
import { takeTurns } from './take-turns.ts'

/** The items of a request, each where it belongs. */
export interface MappedItems {
  readonly events: MessageEvent[]
  readonly chatEvents: ChatEvent[]
  readonly callEvents: CallEvent[]
  readonly refused: EventsAnswer['refused']
}

/** Reads the items of a request in canonical form; a bad one is named and holds up no other. */
export async function mapItems(items: readonly RequestItem[], context: ItemContext): Promise<MappedItems> {
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
