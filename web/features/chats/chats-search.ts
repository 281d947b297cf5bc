import { chatClosers, chatMetricNames } from '../../../src/contract/chat-words.ts'
import { type Granularity, granularities } from '../../../src/contract/metric-words.ts'
import {
  instantOf,
  oneOf,
  onlySet,
  type RawSearch,
  textOf,
  textsOf,
  wholeNumbersOf,
} from '../../ui/selection/search-values.ts'
import { parseZonedSelectionSearch, type ZonedSelectionSearch } from '../../ui/selection/selection-search.ts'

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

/** What new chats over time are divided by. */
export const splits = ['messenger', 'chat', 'group'] as const
export type Split = (typeof splits)[number]

/** Everything that the page of graphs can be set to. */
export interface ChatGraphsSearch extends ChatSelectionSearch {
  readonly granularity?: Granularity | undefined
  readonly compare?: 'none' | undefined
  readonly split?: Split | undefined
  /** Metric, or the name, that the tables are sorted by. */
  readonly sort?: string | undefined
  readonly direction?: 'asc' | 'desc' | undefined
  /** The number whose chats are listed in the drawer, with what its place adds to the selection. */
  readonly list?: string | undefined
  readonly list_from?: string | undefined
  readonly list_to?: string | undefined
  readonly list_filters?: string | undefined
}

const maxTextLength = 200

export function parseChatGraphsSearch(raw: RawSearch): ChatGraphsSearch {
  const { weekday: _weekday, hour: _hour, band: _band, ...selection } = parseChatSelection(raw)
  return onlySet({
    ...selection,
    granularity: oneOf(granularities, raw['granularity']),
    compare: oneOf(['none'], raw['compare']),
    split: oneOf(splits, raw['split']),
    sort: textOf(raw['sort'], maxTextLength),
    direction: oneOf(['asc', 'desc'], raw['direction']),
    list: oneOf(chatMetricNames, raw['list']),
    list_from: instantOf(raw['list_from']),
    list_to: instantOf(raw['list_to']),
    list_filters: textOf(raw['list_filters'], 2_000),
  })
}

/** Everything that the list of chats can be set to. */
export interface ChatListSearch extends ChatSelectionSearch {
  /** The number whose items are listed; all new chats by default. */
  readonly metric?: string | undefined
  readonly search?: string | undefined
}

export function parseChatListSearch(raw: RawSearch): ChatListSearch {
  return onlySet({
    ...parseChatSelection(raw),
    metric: oneOf(chatMetricNames, raw['metric']),
    search: textOf(raw['search'], maxTextLength),
  })
}

export interface ChatCardSearch extends Pick<ZonedSelectionSearch, 'zone'> {
  /** The event whose request is shown. */
  readonly event?: string | undefined
}

export function parseChatCardSearch(raw: RawSearch): ChatCardSearch {
  return onlySet({
    zone: parseZonedSelectionSearch(raw).zone,
    event: textOf(raw['event'], maxTextLength),
  })
}
