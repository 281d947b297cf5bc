import { type ChatCloser, type ChatItem, chatClosers } from '../../../contract/index.ts'
import { formatInstant } from '../../../core/index.ts'
import { known } from '../../items/to-api-item.ts'
import type { ChatItemRow } from './chat-items-select.ts'

/** An item as lists show it; '' and 0 of the facts are "not known", null in the API. */
export function toApiChatItem(row: ChatItemRow, zone: string): ChatItem {
  return {
    key: `${row.chat_key}.${row.item_place}`,
    id: row.chat_key,
    chat_id: row.chat_id,
    opened_at: formatInstant(Number(row.opened_ms), zone),
    moment: formatInstant(Number(row.moment_ms), zone),
    messenger: known(row.messenger),
    chat: known(row.channel_id),
    customer: known(row.customer_id),
    group: known(row.item_group),
    operator: known(row.item_operator),
    close_by: toCloser(row.item_close_by),
    is_open: row.is_open === 1,
    duration_ms: row.item_duration_ms === null ? null : Number(row.item_duration_ms),
    score: row.item_score === 0 ? null : row.item_score,
  }
}

export function toCloser(word: string): ChatCloser | null {
  return chatClosers.find((closer) => closer === word) ?? null
}
