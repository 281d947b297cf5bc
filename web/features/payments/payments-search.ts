import { type StatementLineState, statementLineStates } from '../../../src/contract/incoming-payment-words.ts'
import { oneOf, onlySet, type RawSearch, textOf } from '../../ui/selection/search-values.ts'

export const paymentTabs = ['match', 'payments', 'statements'] as const
export type PaymentTab = (typeof paymentTabs)[number]
export const paymentDialogs = ['payment', 'statement'] as const
export type PaymentDialog = (typeof paymentDialogs)[number]

/** Everything that the page of payments can be set to, as it stands in its address. */
export interface PaymentsSearch {
  /** What waits to be matched unless said otherwise. */
  readonly tab?: PaymentTab | undefined
  /** Of the lines of statements; those that wait unless said otherwise. */
  readonly state?: StatementLineState | undefined
  /** The line that is being decided about. */
  readonly line?: string | undefined
  /** The form that is open. */
  readonly enter?: PaymentDialog | undefined
}

const maxIdLength = 100

export function parsePaymentsSearch(raw: RawSearch): PaymentsSearch {
  return onlySet({
    tab: oneOf(paymentTabs, raw['tab']),
    state: oneOf(statementLineStates, raw['state']),
    line: textOf(raw['line'], maxIdLength),
    enter: oneOf(paymentDialogs, raw['enter']),
  })
}
