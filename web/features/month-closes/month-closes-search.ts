import { type MonthCloseState, monthCloseStates } from '../../../src/contract/month-close-words.ts'
import { oneOf, onlySet, type RawSearch, textOf } from '../../ui/selection/search-values.ts'

/** What the list of months is narrowed down to, as it stands in its address. */
export interface MonthClosesSearch {
  /** `2026-09` */
  readonly month?: string | undefined
  readonly state?: MonthCloseState | undefined
}

const monthPattern = /^[2-9]\d{3}-(?:0[1-9]|1[0-2])$/

export function parseMonthClosesSearch(raw: RawSearch): MonthClosesSearch {
  const month = textOf(raw['month'], 7)
  return onlySet({
    month: month !== undefined && monthPattern.test(month) ? month : undefined,
    state: oneOf(monthCloseStates, raw['state']),
  })
}
