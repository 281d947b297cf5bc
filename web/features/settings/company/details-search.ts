import { ownAddressOf, type RawSearch } from '../../../ui/selection/search-values.ts'

interface DetailsSearch {
  /** The address that one came from to fill something in, within Tallybook only. */
  readonly return?: string | undefined
}

export function parseDetailsSearch(raw: RawSearch): DetailsSearch {
  return { return: ownAddressOf(raw['return']) }
}
