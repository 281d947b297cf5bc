import { chatMessageProvider } from '../../contract/index.ts'
import type { KeyColumn } from '../fold/scope.ts'
import { callEventColumns } from '../log/call-event-row.ts'
import { chatEventColumns } from '../log/chat-event-row.ts'
import { messageEventColumns } from '../log/message-event-row.ts'

/** One of the logs, and what a replay has beside it. */
export interface ReplayedLog {
  readonly log: 'message_log' | 'chat_log' | 'call_log'
  /** What a reading gives. */
  readonly reread: 'replayed_messages' | 'replayed_chats' | 'replayed_calls'
  readonly key: KeyColumn
  /** All of the log's but `batch_id`. */
  readonly columns: readonly string[]
  /** Rows that come from the requests themselves. */
  readonly fromRequests: string
  readonly changed: 'changed_messages' | 'changed_chats' | 'changed_calls'
  readonly facts: 'messages' | 'chats' | 'calls'
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

export const replayedCallLog: ReplayedLog = {
  log: 'call_log',
  reread: 'replayed_calls',
  key: 'call_key',
  columns: withoutBatch(callEventColumns),
  fromRequests: 'true',
  changed: 'changed_calls',
  facts: 'calls',
}

/** In the order in which they are changed: the feed of messages of chats writes to the log of messages. */
export const replayedLogs: readonly ReplayedLog[] = [replayedChatLog, replayedMessageLog, replayedCallLog]

/** A null would make the whole null. */
const nullable: ReadonlySet<string> = new Set(['cost', 'answered_at'])

/** Equal where two rows say the same; what a row is named by, and which of its copies goes first, is not part of it. */
export function fingerprint({ columns, key }: ReplayedLog): string {
  const apart = new Set(['company_id', key, 'event_key', 'precedence'])
  const compared = columns.filter((column) => !apart.has(column))
  return `sipHash128(${compared.map(compare).join(', ')})`
}

function compare(column: string): string {
  return nullable.has(column) ? `ifNull(toString(${column}), '-')` : column
}
