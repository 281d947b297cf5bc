import { chatMessageProvider } from '../../contract/index.ts'
import type { KeyColumn } from '../fold/scope.ts'
import { chatEventColumns } from '../log/chat-event-row.ts'
import { messageEventColumns } from '../log/message-event-row.ts'

/** One of the two logs, and what a replay has beside it. */
export interface ReplayedLog {
  readonly log: 'message_log' | 'chat_log'
  /** What a reading gives. */
  readonly reread: 'replayed_messages' | 'replayed_chats'
  readonly key: KeyColumn
  /** All of the log's but `batch_id`. */
  readonly columns: readonly string[]
  /** Rows that come from the requests themselves. */
  readonly fromRequests: string
  readonly changed: 'changed_messages' | 'changed_chats'
  readonly facts: 'messages' | 'chats'
}

const withoutBatch = (columns: readonly string[]) => columns.filter((column) => column !== 'batch_id')

export const replayedMessageLog: ReplayedLog = {
  log: 'message_log',
  reread: 'replayed_messages',
  key: 'message_key',
  columns: withoutBatch(messageEventColumns),
  // Messages of chats follow from the log of chats.
  fromRequests: `provider != '${chatMessageProvider}'`,
  changed: 'changed_messages',
  facts: 'messages',
}

export const replayedChatLog: ReplayedLog = {
  log: 'chat_log',
  reread: 'replayed_chats',
  key: 'chat_key',
  columns: withoutBatch(chatEventColumns),
  fromRequests: 'true',
  changed: 'changed_chats',
  facts: 'chats',
}

/** In the order in which they are changed: the feed of messages of chats writes to the log of messages. */
export const replayedLogs: readonly ReplayedLog[] = [replayedChatLog, replayedMessageLog]

/** Equal where two rows say the same; what a row is named by, and which of its copies goes first, is not part of it. */
export function fingerprint({ columns, key }: ReplayedLog): string {
  const apart = new Set(['company_id', key, 'event_key', 'precedence'])
  const compared = columns.filter((column) => !apart.has(column))
  return `sipHash128(${compared.map((column) => (column === 'cost' ? "ifNull(toString(cost), '-')" : column)).join(', ')})`
}
