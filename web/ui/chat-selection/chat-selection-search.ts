import { chatClosers } from '../../../src/contract/chat-words.ts'
import { oneOf, onlySet, type RawSearch, textsOf, wholeNumbersOf } from '../selection/search-values.ts'
import { parseZonedSelectionSearch, type ZonedSelectionSearch } from '../selection/selection-search.ts'

/** Filters with several values; an empty one means "none" (null in the API). */
export const chatFilterNames = ['messenger', 'chat', 'group', 'operator', 'close_by'] as const
export type ChatFilterName = (typeof chatFilterNames)[number]

/** Filters that come from a place of a chart. */
export const chatPlaceNames = ['weekday', 'hour', 'band'] as const
export type ChatPlaceName = (typeof chatPlaceNames)[number]

/** Which chats are looked at, and how they are counted: what every page of chats holds in its address. */
export interface ChatSelectionSearch
  extends Pick<ZonedSelectionSearch, 'period' | 'from' | 'to' | 'zone' | 'weekday' | 'hour'>,
    Partial<Record<ChatFilterName, string[] | undefined>> {
  /** Bands of the duration, by their lower bounds in ms; -1: none. */
  readonly band?: number[] | undefined
  /** "There are customer messages": only chats with them, or only those without. */
  readonly customer_messages?: 'yes' | 'no' | undefined
  /** By the chats' opening, or by what happened; the first is the usual one. */
  readonly clock?: 'event' | undefined
  readonly business_time?: 'yes' | undefined
}

/** Band of what has no duration; null in the API. */
export const noBand = -1
const maxBandMs = 86_400_000

export function parseChatSelection(raw: RawSearch): ChatSelectionSearch {
  const { period, from, to, zone } = parseZonedSelectionSearch(raw)
  const filters = chatFilterNames.map((name) => [name, textsOf(raw[name])] as const)
  const closers = textsOf(raw['close_by'])?.filter((one) => one === '' || oneOf(chatClosers, one))
  return onlySet({
    period,
    from,
    to,
    zone,
    ...(Object.fromEntries(filters) as Partial<Record<ChatFilterName, string[] | undefined>>),
    close_by: closers?.length ? closers : undefined,
    weekday: wholeNumbersOf(raw['weekday'], 1, 7),
    hour: wholeNumbersOf(raw['hour'], 0, 23),
    band: wholeNumbersOf(raw['band'], noBand, maxBandMs),
    customer_messages: oneOf(['yes', 'no'], raw['customer_messages']),
    clock: oneOf(['event'], raw['clock']),
    business_time: oneOf(['yes'], raw['business_time']),
  })
}
