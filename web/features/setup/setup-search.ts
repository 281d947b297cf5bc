import { onlySet, type RawSearch, textOf } from '../../ui/selection/search-values.ts'

interface SetupSearch {
  /** The set-up code that the program printed at its start. */
  readonly code?: string | undefined
}

const maxLength = 100

export function parseSetupSearch(raw: RawSearch): SetupSearch {
  return onlySet({ code: textOf(raw['code'], maxLength) })
}
