import {
  type DocumentKind,
  type DocumentOrder,
  type DocumentStatus,
  documentKinds,
  documentOrders,
  documentStatuses,
} from '../../../src/contract/invoice-words.ts'
import { oneOf, onlySet, type RawSearch, textOf, textsOf } from '../../ui/selection/search-values.ts'
import { parseZonedSelectionSearch, type ZonedSelectionSearch } from '../../ui/selection/selection-search.ts'

/** Everything that the list of documents can be set to, as it stands in its address. */
export interface InvoicesSearch extends Pick<ZonedSelectionSearch, 'period' | 'from' | 'to' | 'zone'> {
  /** What the own company issued, instead of what it got. */
  readonly view?: 'issued' | undefined
  /** Account ID: a number or a part of it. */
  readonly number?: string | undefined
  readonly kind?: DocumentKind[] | undefined
  readonly status?: DocumentStatus[] | undefined
  /** By the day of creation unless said otherwise. */
  readonly sort?: DocumentOrder | undefined
  /** Newest and largest first unless said otherwise. */
  readonly direction?: 'asc' | undefined
  /** The form that is open. */
  readonly enter?: 'create' | undefined
  /** What the form begins with: an amount as the API writes it, and the customer. */
  readonly amount?: string | undefined
  readonly for?: string | undefined
}

const maxNumberLength = 60
const maxIdLength = 100
const amountPattern = /^\d{1,12}(?:\.\d{1,6})?$/

export function parseInvoicesSearch(raw: RawSearch): InvoicesSearch {
  const { period, from, to, zone } = parseZonedSelectionSearch(raw)
  const amount = textOf(raw['amount'], maxNumberLength)
  return onlySet({
    period,
    from,
    to,
    zone,
    view: oneOf(['issued'], raw['view']),
    number: textOf(raw['number'], maxNumberLength),
    kind: someOf(documentKinds, raw['kind']),
    status: someOf(documentStatuses, raw['status']),
    sort: oneOf(documentOrders, raw['sort']),
    direction: oneOf(['asc'], raw['direction']),
    enter: oneOf(['create'], raw['enter']),
    amount: amount !== undefined && amountPattern.test(amount) ? amount : undefined,
    for: textOf(raw['for'], maxIdLength),
  })
}

/** Those of some words that are named; undefined where none is. */
function someOf<Word extends string>(words: readonly Word[], value: unknown): Word[] | undefined {
  const asked = textsOf(value) ?? []
  const named = words.filter((word) => asked.includes(word))
  return named.length > 0 ? named : undefined
}
