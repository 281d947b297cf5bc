import type { CanonicalBatch, CanonicalEvent } from '../canonical-events-of.ts'
import { type ChatArrivalOptions, chatArrivals } from './chat-arrivals.ts'
import { deskGroupNames } from './desk.ts'
import type { DeskEvent } from './desk-event.ts'

/** What comes in of a company's chats within a period, as CloudEvents to post, second by second in order of receipt. */
export function* canonicalChatEventsOf(options: ChatArrivalOptions): Generator<CanonicalBatch> {
  for (const second of chatArrivals(options)) {
    const [first] = second
    if (!first) continue
    yield {
      receivedAtMs: first.receivedAtMs,
      events: second.map(({ event }) => toCanonicalChatEvent(event)),
    }
  }
}

/** Who posts the events: names them together with their ids. */
export const chatSource = 'simulated-desk'

export function chatEventId({ chat, ordinal }: DeskEvent): string {
  return `${chat.chatId}-${ordinal}`
}

export function toCanonicalChatEvent(event: DeskEvent): CanonicalEvent {
  return {
    specversion: '1.0',
    id: chatEventId(event),
    source: chatSource,
    type: `chat.${event.step}`,
    time: new Date(event.timeMs).toISOString(),
    data: { chat_id: event.chat.chatId, ...dataOf(event) },
  }
}

function dataOf(event: DeskEvent): Record<string, unknown> {
  const { chat, operator } = event
  switch (event.step) {
    case 'opened':
      return {
        messenger: chat.channel.messenger,
        channel_id: chat.channel.id,
        channel_name: chat.channel.name,
        customer_id: chat.customerId,
        opened_by: chat.openedBy,
        ...(event.groupId === '' ? {} : groupOf(event)),
      }
    case 'message':
      return {
        message_id: chatEventId(event),
        author: event.author,
        public: event.isPublic,
        ...operatorOf(event),
      }
    case 'assigned':
      return operator ? operatorOf(event) : { operator_id: null }
    case 'moved':
      return groupOf(event)
    case 'closed':
    case 'reopened':
      return { by: event.by, ...operatorOf(event) }
    case 'rated':
      return { score: event.score, ...(event.comment === '' ? {} : { comment: event.comment }) }
    case 'tagged':
      return { tags: event.tags }
    default:
      return {}
  }
}

function groupOf({ groupId }: DeskEvent): Record<string, unknown> {
  return { group_id: groupId, group_name: deskGroupNames.get(groupId) ?? '' }
}

function operatorOf({ operator }: DeskEvent): Record<string, unknown> {
  return operator ? { operator_id: operator.id, operator_name: operator.name } : {}
}
