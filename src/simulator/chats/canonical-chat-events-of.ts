import type { CanonicalBatch, CanonicalEvent } from '../canonical-events-of.ts'
import { type ChatArrivalOptions, chatArrivals } from './chat-arrivals.ts'
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
        customer_id: chat.customerId,
        opened_by: chat.openedBy,
        ...(event.groupId === '' ? {} : { group_id: event.groupId }),
      }
    case 'message':
      return {
        message_id: chatEventId(event),
        author: event.author,
        public: event.isPublic,
        ...(operator ? { operator_id: operator.id } : {}),
      }
    case 'assigned':
      return { operator_id: operator?.id ?? null }
    case 'moved':
      return { group_id: event.groupId }
    case 'closed':
    case 'reopened':
      return { by: event.by, ...(operator ? { operator_id: operator.id } : {}) }
    case 'rated':
      return { score: event.score, ...(event.comment === '' ? {} : { comment: event.comment }) }
    case 'tagged':
      return { tags: event.tags }
    default:
      return {}
  }
}
