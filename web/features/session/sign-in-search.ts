import { onlySet, type RawSearch, textOf } from '../../ui/selection/search-values.ts'

interface SignInSearch {
  /** The address to go on to, within Tallybook only. */
  readonly next?: string | undefined
}

const maxLength = 2_000
/** One slash and then neither slash nor backslash: browsers read two of them as another host. */
const ownAddress = /^\/(?![/\\])/

export function parseSignInSearch(raw: RawSearch): SignInSearch {
  const next = textOf(raw['next'], maxLength)
  return onlySet({ next: next !== undefined && ownAddress.test(next) ? next : undefined })
}
