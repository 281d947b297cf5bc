import type { ChatEvent } from '../../chats/index.ts'
import { localTable } from '../connect/topology.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import { fromTabText } from '../log/tab-separated.ts'
import { type ChatChunk, chunkScope, maxEventsOfChat } from './chat-chunks.ts'

/** What the fold looks at, in the order in which `fromRow` takes it. */
const columns = `company_id, chat_key, event_key, connection_id, provider, chat_id, step, toUnixTimestamp64Milli(time),
  toUnixTimestamp64Milli(received_at), messenger, channel_id, customer_id, group_id, operator_id, opened_by, message_id,
  author, is_public, closed_by, score, if(empty(tags), '', toJSONString(tags))`

/** The logs of a chunk's chats as text, chat after chat. */
export function askChatLogs(shard: ShardFold, chunk: ChatChunk): Promise<string> {
  const scope = chunkScope(chunk)
  const order = chunk.isCut
    ? `company_id, chat_key, time, event_key LIMIT ${maxEventsOfChat} BY company_id, chat_key`
    : 'company_id, chat_key'
  return shard.engine.askText(
    'fold',
    `SELECT ${columns} FROM ${localTable(shard.layout, 'chat_log')} FINAL PREWHERE ${scope.condition} ORDER BY ${order}`,
    scope.params,
  )
}

/**
 * The logs in that text, one after the other: as objects only one at a time, since tens of thousands at once keep the collector busy
 * for longer than their fold takes. Names, comments and where an event came from are left out: no fact needs them.
 */
export function* fromTextChatLogs(text: string): Generator<readonly ChatEvent[]> {
  let log: ChatEvent[] = []
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start)
    const event = fromRow(text.slice(start, end))
    const [first] = log
    if (first && (first.chatKey !== event.chatKey || first.companyId !== event.companyId)) {
      yield log
      log = []
    }
    log.push(event)
    start = end + 1
  }
  if (log.length > 0) yield log
}

function fromRow(row: string): ChatEvent {
  const asWritten = row.split('\t')
  const fields = row.includes('\\') ? asWritten.map(fromTabText) : asWritten
  const text = (index: number): string => fields[index] ?? ''
  const tags = text(20)
  return {
    companyId: text(0),
    chatKey: text(1),
    eventKey: text(2),
    connectionId: text(3),
    provider: text(4),
    chatId: text(5),
    step: text(6) as ChatEvent['step'],
    timeMs: Number(text(7)),
    timeSource: 'provider',
    receivedAtMs: Number(text(8)),
    messenger: text(9),
    channelId: text(10),
    customerId: text(11),
    groupId: text(12),
    operatorId: text(13),
    channelName: '',
    groupName: '',
    operatorName: '',
    openedBy: text(14) as ChatEvent['openedBy'],
    messageId: text(15),
    author: text(16) as ChatEvent['author'],
    isPublic: text(17) === '1',
    by: text(18) as ChatEvent['by'],
    score: Number(text(19)),
    comment: '',
    tags: tags === '' ? [] : (JSON.parse(tags) as string[]),
    requestId: '',
    requestIndex: 0,
  }
}
