import type { MessageKey } from '../../../../src/messages/index.ts'
import type { groupMetrics, operatorMetrics } from '../chat-questions.ts'

type ColumnMetric = (typeof operatorMetrics)[number] | (typeof groupMetrics)[number]

/** Headings of the tables, shorter than the names of the catalogue. */
export const columnTitles = {
  'chats.handle_n': 'chat_graphs.column_handled',
  'chats.handle_pending': 'chat_graphs.column_in_hand',
  'chats.messages_operator': 'chat_graphs.column_messages',
  'chats.first_response_p50_ms': 'chat_graphs.column_first_p50',
  'chats.first_response_p90_ms': 'chat_graphs.column_first_p90',
  'chats.turn_response_p50_ms': 'chat_graphs.column_turn_p50',
  'chats.handle_p50_ms': 'chat_graphs.column_handle_p50',
  'chats.within_sl1': 'chat_graphs.sl1',
  'chats.within_sl2': 'chat_graphs.sl2',
  'chats.ratings': 'chat_graphs.column_ratings',
  'chats.rating_mean': 'chat_graphs.column_rating',
  'chats.rating_good_share': 'chat_graphs.column_good',
  'chats.concurrency_max': 'chat_graphs.column_at_once',
  'chats.new': 'chat_graphs.counter_new',
  'chats.unanswered': 'chat_graphs.counter_unanswered',
  'chats.backlog': 'chat_graphs.open',
  'chats.waiting': 'chat_graphs.waiting',
} as const satisfies Record<ColumnMetric, MessageKey>
