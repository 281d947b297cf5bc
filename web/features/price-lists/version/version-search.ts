import { oneOf, onlySet, type RawSearch, textOf } from '../../../ui/selection/search-values.ts'
import {
  parseZonedSelectionSearch,
  type ZonedSelectionSearch,
} from '../../../ui/selection/selection-search.ts'
import { parseRatesSearch, type RatesSearch } from '../price-list-search.ts'

export const versionTabs = ['rates', 'moments', 'simulation'] as const
export type VersionTab = (typeof versionTabs)[number]

/** Everything that the page of a version can be set to, as it stands in its address. */
export interface VersionSearch
  extends RatesSearch,
    Pick<ZonedSelectionSearch, 'period' | 'from' | 'to' | 'zone'> {
  readonly tab?: VersionTab | undefined
  /** Whose traffic is simulated. */
  readonly company?: string | undefined
}

const maxIdLength = 100

export function parseVersionSearch(raw: RawSearch): VersionSearch {
  const { period, from, to, zone } = parseZonedSelectionSearch(raw)
  return onlySet({
    ...parseRatesSearch(raw),
    period,
    from,
    to,
    zone,
    tab: oneOf(versionTabs, raw['tab']),
    company: textOf(raw['company'], maxIdLength),
  })
}
