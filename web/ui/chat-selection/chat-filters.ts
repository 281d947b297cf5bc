import { type ChatCloser, chatClosers, responseBandsMs } from '../../../src/contract/chat-words.ts'
import type { ChatFilters } from '../../../src/contract/index.ts'
import { notKnownValue } from '../selection/selection-search.ts'
import { type ChatSelectionSearch, chatFilterNames, chatPlaceNames, noBand } from './chat-selection-search.ts'

/** Takes every filter off. */
export const noChatFilters: ChatSelectionSearch = {
  ...Object.fromEntries([...chatFilterNames, ...chatPlaceNames].map((name) => [name, undefined])),
  customer_messages: undefined,
}

/** Whether a selection leaves any chats out. */
export function isFiltered(search: ChatSelectionSearch): boolean {
  return (
    [...chatFilterNames, ...chatPlaceNames].some((name) => search[name]?.length) ||
    search.customer_messages !== undefined
  )
}

/** The selection's filters as the API wants them; undefined where there are none. */
export function toApiChatFilters(search: ChatSelectionSearch): ChatFilters | undefined {
  const filters: ChatFilters = {}
  for (const name of ['messenger', 'chat', 'group', 'operator'] as const) {
    const values = search[name]
    if (values?.length) filters[name] = values.map((value) => (value === notKnownValue ? null : value))
  }
  if (search.close_by?.length) filters.close_by = search.close_by.map(closerOf)
  if (search.weekday?.length) filters.weekday = search.weekday
  if (search.hour?.length) filters.hour = search.hour
  const bands = search.band?.flatMap(bandsOf) ?? []
  if (bands.length > 0) filters.band = bands
  if (search.customer_messages) filters.with_customer_messages = search.customer_messages === 'yes'
  if (search.business_time) filters.business_time = true
  if (search.clock) filters.clock = search.clock
  return Object.keys(filters).length > 0 ? filters : undefined
}

function closerOf(value: string): ChatCloser | null {
  return chatClosers.find((closer) => closer === value) ?? null
}

/** None of what is no band. */
function bandsOf(value: number): ((typeof responseBandsMs)[number] | null)[] {
  return value === noBand ? [null] : responseBandsMs.filter((band) => band === value)
}
