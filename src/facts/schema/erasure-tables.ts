import { durable } from './column-types.ts'
import type { Table } from './table.ts'

/** What an erasure under way is about: keys of messages, chats and calls that name the person, whose name does not stand here. */
export const erasedItems: Table = {
  name: 'erased_items',
  columns: [
    'erasure_id UUID',
    'company_id UUID',
    "log Enum8('message_log' = 1, 'chat_log' = 2, 'call_log' = 3)",
    'item_key UUID',
  ],
  engine: 'ReplacingMergeTree',
  partitionBy: 'erasure_id',
  orderBy: ['company_id', 'log', 'item_key'],
  settings: durable,
  perShard: true,
}
