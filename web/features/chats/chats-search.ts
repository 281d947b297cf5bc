import { chatMetricNames } from '../../../src/contract/chat-words.ts'
import { type Granularity, granularities } from '../../../src/contract/metric-words.ts'
import {
  type ChatSelectionSearch,
  parseChatSelection,
} from '../../ui/chat-selection/chat-selection-search.ts'
import { instantOf, oneOf, onlySet, type RawSearch, textOf } from '../../ui/selection/search-values.ts'
import { parseZonedSelectionSearch, type ZonedSelectionSearch } from '../../ui/selection/selection-search.ts'

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
