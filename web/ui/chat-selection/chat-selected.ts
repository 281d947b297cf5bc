import type { ChatFilters } from '../../../src/contract/index.ts'
import { toApiChatFilters } from './chat-filters.ts'
import type { ChatSelectionSearch } from './chat-selection-search.ts'

/** The part of every question about chats that period, zone and filters decide. */
export interface ChatSelected {
  readonly from: string
  readonly to: string
  readonly time_zone: string
  readonly filters?: ChatFilters
}

export function chatSelected(
  { from, to, time_zone }: ChatSelected,
  search: ChatSelectionSearch,
): ChatSelected {
  const filters = toApiChatFilters(search)
  return { from, to, time_zone, ...(filters ? { filters } : {}) }
}
