import { ownAddressOf, type RawSearch } from '../../../ui/selection/search-values.ts'

interface DetailsSearch {
  /** The address that one came from to fill something in, within Tallybook only. */
  readonly return?: string | undefined
}

export function parseDetailsSearch(raw: RawSearch): DetailsSearch {
  // The router keeps what an address says unless it is replaced, by undefined too.
  return { return: ownAddressOf(raw['return']) }
}
