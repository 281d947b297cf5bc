import { ownAddressOf, type RawSearch } from '../../ui/selection/search-values.ts'

interface SignInSearch {
  /** The address to go on to, within Tallybook only. */
  readonly next?: string | undefined
}

export function parseSignInSearch(raw: RawSearch): SignInSearch {
  return { next: ownAddressOf(raw['next']) }
}
