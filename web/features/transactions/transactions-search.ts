import { type TransferKind, transferKinds } from '../../../src/contract/money-words.ts'
import { oneOf, onlySet, type RawSearch, textOf, textsOf } from '../../ui/selection/search-values.ts'
import { parseZonedSelectionSearch, type ZonedSelectionSearch } from '../../ui/selection/selection-search.ts'

export const transactionTabs = ['deposits', 'all'] as const
export type TransactionTab = (typeof transactionTabs)[number]

export const dialogNames = ['deposit', 'correction', 'refund', 'settings'] as const
export type DialogName = (typeof dialogNames)[number]

/** Everything that the account transactions can be set to, as it stands in their address. */
export interface TransactionsSearch extends Pick<ZonedSelectionSearch, 'period' | 'from' | 'to' | 'zone'> {
  /** Deposits unless said otherwise. */
  readonly tab?: TransactionTab | undefined
  /** Of the tab of all transactions. */
  readonly kind?: TransferKind[] | undefined
  /** The transaction whose details are open. */
  readonly open?: string | undefined
  /** The form that is open. */
  readonly enter?: DialogName | undefined
}

const maxIdLength = 100

export function parseTransactionsSearch(raw: RawSearch): TransactionsSearch {
  const { period, from, to, zone } = parseZonedSelectionSearch(raw)
  const asked = textsOf(raw['kind']) ?? []
  const kinds = transferKinds.filter((kind) => asked.includes(kind))
  return onlySet({
    period,
    from,
    to,
    zone,
    tab: oneOf(transactionTabs, raw['tab']),
    kind: kinds.length > 0 ? kinds : undefined,
    open: textOf(raw['open'], maxIdLength),
    enter: oneOf(dialogNames, raw['enter']),
  })
}
