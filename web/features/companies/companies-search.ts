import { oneOf, onlySet, type RawSearch, textOf } from '../../ui/selection/search-values.ts'

export const shownKinds = ['reseller', 'customer'] as const
export const shownStates = ['blocked', 'not_blocked'] as const

/** Everything that the page of companies can be set to, as it stands in its address. */
export interface CompaniesSearch {
  /** Part of a name, of a tax number, or an id. */
  readonly search?: string | undefined
  readonly kind?: (typeof shownKinds)[number] | undefined
  readonly state?: (typeof shownStates)[number] | undefined
  /** The form that is open. */
  readonly enter?: 'company' | undefined
}

const maxSearchLength = 100

export function parseCompaniesSearch(raw: RawSearch): CompaniesSearch {
  return onlySet({
    search: textOf(raw['search'], maxSearchLength),
    kind: oneOf(shownKinds, raw['kind']),
    state: oneOf(shownStates, raw['state']),
    enter: oneOf(['company'] as const, raw['enter']),
  })
}
