import type { MessageItem } from '../../contract/index.ts'
import type { ListedTable } from './listed-table.ts'
import { type MessageRow, messageSelectList } from './message-columns.ts'
import { toApiItem } from './to-api-item.ts'

export const listedMessages: ListedTable<MessageRow, MessageItem> = {
  table: 'messages',
  at: 'created_at',
  hour: 'created_hour',
  key: 'message_key',
  select: messageSelectList,
  toItem: toApiItem,
}
