import { onlySet, type RawSearch, textOf } from '../../ui/selection/search-values.ts'

export interface TopUpSearch {
  /** The payment by card that the reader comes back from. */
  readonly checkout?: string | undefined
}
export interface SandboxSearch {
  /** The checkout that is paid. */
  readonly order?: string | undefined
}

const maxIdLength = 100

export function parseTopUpSearch(raw: RawSearch): TopUpSearch {
  return onlySet({ checkout: textOf(raw['checkout'], maxIdLength) })
}

export function parseSandboxSearch(raw: RawSearch): SandboxSearch {
  return onlySet({ order: textOf(raw['order'], maxIdLength) })
}
