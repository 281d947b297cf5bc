import { onlySet, type RawSearch, textOf, wholeNumbersOf } from '../../ui/selection/search-values.ts'

/** What a table of rates is narrowed down to. */
export interface RatesSearch {
  readonly channel?: string | undefined
  /** Found in kind, destination and the name of the destination. */
  readonly search?: string | undefined
}

const maxTextLength = 100
const maxVersion = 1_000

export function parseRatesSearch(raw: RawSearch): RatesSearch {
  return onlySet({
    channel: textOf(raw['channel'], maxTextLength),
    search: textOf(raw['search'], maxTextLength),
  })
}

export interface PriceListSearch {
  /** The version that is being put in force: its form is open. */
  readonly assign?: number | undefined
}

export function parsePriceListSearch(raw: RawSearch): PriceListSearch {
  return onlySet({ assign: wholeNumbersOf(raw['assign'], 1, maxVersion)?.[0] })
}
