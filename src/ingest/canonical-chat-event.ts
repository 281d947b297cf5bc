import type { ChatEvent } from '../chats/index.ts'
import { ok, type Result } from '../core/index.ts'
import { apiConnectionId, apiProvider } from '../facts/index.ts'
import type { ItemContext } from './canonical-event.ts'
import { type ChatCloudEvent, chatStepByType, parseChatCloudEvent } from './chat-cloud-event.ts'
import { chatKeyOf } from './chat-keys.ts'
import { eventKeyOf } from './message-keys.ts'
import { readTime } from './read-time.ts'
import type { Refusal } from './refusal.ts'

/** One item of a request in canonical form → a row of the chat log, or why it is refused. */
export function fromChatCloudEvent(
  item: unknown,
  index: number,
  context: ItemContext,
): Result<ChatEvent, Refusal> {
  const event = parseChatCloudEvent(item)
  if (!event.ok) return event
  const { source, id, type, data } = event.value
  const time = readTime(event.value.time, context.receivedAtMs)
  if (!time.ok) return time
  return ok({
    companyId: context.companyId,
    chatKey: chatKeyOf(apiConnectionId, [data.chat_id]),
    eventKey: eventKeyOf([source, id]),
    connectionId: apiConnectionId,
    provider: apiProvider,
    chatId: data.chat_id,
    step: chatStepByType[type],
    timeMs: time.value.timeMs,
    timeSource: time.value.timeSource,
    receivedAtMs: context.receivedAtMs,
    messenger: data.messenger ?? '',
    channelId: data.channel_id ?? '',
    channelName: data.channel_name ?? '',
    customerId: data.customer_id ?? '',
    ...unstated,
    ...statedOf(event.value),
    requestId: context.requestId,
    requestIndex: index,
  })
}

type Stated = Pick<ChatEvent, keyof typeof unstated>

const unstated = {
  groupId: '',
  groupName: '',
  operatorId: '',
  operatorName: '',
  openedBy: '',
  messageId: '',
  author: '',
  isPublic: true,
  by: '',
  score: 0,
  comment: '',
  tags: [],
} as const satisfies Partial<ChatEvent>

/** What only events of this type state. */
function statedOf({ type, data }: ChatCloudEvent): Partial<Stated> {
  switch (type) {
    case 'chat.opened':
      return { ...groupOf(data), openedBy: data.opened_by ?? '' }
    case 'chat.message':
      return {
        ...operatorOf(data),
        messageId: data.message_id,
        author: data.author,
        isPublic: data.public ?? true,
      }
    case 'chat.assigned':
      return operatorOf(data)
    case 'chat.moved':
      return groupOf(data)
    case 'chat.closed':
    case 'chat.reopened':
      return { ...operatorOf(data), by: data.by ?? '' }
    case 'chat.rated':
      return { score: data.score, comment: data.comment ?? '' }
    case 'chat.tagged':
      return { tags: data.tags }
    default:
      return {}
  }
}

interface NamedData {
  readonly group_id?: string | null | undefined
  readonly group_name?: string | null | undefined
  readonly operator_id?: string | null | undefined
  readonly operator_name?: string | null | undefined
}

function groupOf({ group_id, group_name }: NamedData): Partial<Stated> {
  return { groupId: group_id ?? '', groupName: group_name ?? '' }
}

function operatorOf({ operator_id, operator_name }: NamedData): Partial<Stated> {
  return { operatorId: operator_id ?? '', operatorName: operator_name ?? '' }
}
