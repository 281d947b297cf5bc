import type { ChatEvent } from '../../chats/index.ts'
import { precedenceOf } from './precedence.ts'
import { special, tabInstant, tabText, tabTexts } from './tab-separated.ts'

/** Columns in the order of a row's text; the batch goes before them, when it is known. */
export const chatEventColumns = [
  'batch_id',
  'company_id',
  'chat_key',
  'event_key',
  'connection_id',
  'provider',
  'chat_id',
  'step',
  'time',
  'time_source',
  'received_at',
  'messenger',
  'channel_id',
  'customer_id',
  'group_id',
  'operator_id',
  'channel_name',
  'group_name',
  'operator_name',
  'opened_by',
  'message_id',
  'author',
  'is_public',
  'closed_by',
  'score',
  'comment',
  'tags',
  'request_id',
  'request_index',
  'precedence',
] as const

/** Writes the columns after `batch_id` as TabSeparated text, without the line's end. As `toRowMessageEvent`. */
export function toRowChatEvent(event: ChatEvent): string {
  const row = fieldsOf(event, special.test(textsOf(event)) ? tabText : (value) => value).join('\t')
  return `${row}\t${precedenceOf(event.receivedAtMs, row)}`
}

function fieldsOf(event: ChatEvent, text: (value: string) => string): readonly (string | number)[] {
  return [
    event.companyId,
    event.chatKey,
    event.eventKey,
    event.connectionId,
    text(event.provider),
    text(event.chatId),
    event.step,
    tabInstant(event.timeMs),
    event.timeSource,
    tabInstant(event.receivedAtMs),
    text(event.messenger),
    text(event.channelId),
    text(event.customerId),
    text(event.groupId),
    text(event.operatorId),
    text(event.channelName),
    text(event.groupName),
    text(event.operatorName),
    event.openedBy,
    text(event.messageId),
    event.author,
    event.isPublic ? 1 : 0,
    event.by,
    event.score,
    text(event.comment),
    tabTexts(event.tags),
    event.requestId,
    event.requestIndex,
  ]
}

/** Every free text of an event but its tags, one after the other. */
function textsOf(e: ChatEvent): string {
  return `${e.provider}${e.chatId}${e.messenger}${e.channelId}${e.customerId}${e.groupId}${e.operatorId}${e.channelName}${e.groupName}${e.operatorName}${e.messageId}${e.comment}`
}
