import { type Granularity, granularities } from '../../../src/contract/metric-words.ts'
import { oneOf, onlySet, type RawSearch, textOf } from '../../ui/selection/search-values.ts'
import { parseZonedSelectionSearch, type ZonedSelectionSearch } from '../../ui/selection/selection-search.ts'

/** Dimensions that the breakdown table can be cut by. */
export const breakdownDimensions = [
  'channel',
  'connection',
  'sender',
  'country',
  'network',
  'campaign',
  'template',
  'kind',
  'error',
] as const
export type BreakdownDimension = (typeof breakdownDimensions)[number]

/** Everything that the Analytics page can be set to, as it stands in its address. */
export interface AnalyticsSearch extends ZonedSelectionSearch {
  readonly granularity?: Granularity | undefined
  readonly compare?: 'previous_period' | 'none' | undefined
  /** Dimension of the breakdown table, and the column and direction that it is sorted by. */
  readonly breakdown?: BreakdownDimension | undefined
  readonly sort?: string | undefined
  readonly direction?: 'asc' | 'desc' | undefined
}

const maxSortLength = 60

export function parseAnalyticsSearch(raw: RawSearch): AnalyticsSearch {
  return onlySet({
    ...parseZonedSelectionSearch(raw),
    granularity: oneOf(granularities, raw['granularity']),
    compare: oneOf(['previous_period', 'none'], raw['compare']),
    breakdown: oneOf(breakdownDimensions, raw['breakdown']),
    sort: textOf(raw['sort'], maxSortLength),
    direction: oneOf(['asc', 'desc'], raw['direction']),
  })
}
