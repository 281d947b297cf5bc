import { type CompiledRate, isByTime } from './compiled-rate.ts'
import { bookKey, type ChannelRates, type RateBook } from './rate-book.ts'

/** What a rate is chosen by. Empty text is "not known". */
export interface RatedItem {
  readonly channel: string
  readonly kind: string
  readonly category: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** MCC-MNC. */
  readonly network: string
  /** E.164 with a plus where it is a number. */
  readonly recipient: string
  /** Has a duration. Rates by time are for such items only: a message has none to count. */
  readonly isCall?: boolean
}

/**
 * The rate of the most specific destination (network, then longest number prefix, then country, then any), and among those
 * the one of the most specific kind (category, then kind, then every kind); never the cheapest. Null: there is no rate.
 * Source: docs/decisions/0010-price-lists.md. The facts apply the same rule in the engine.
 */
export function chooseRate(book: RateBook, item: RatedItem): CompiledRate | null {
  const rates = book.channels.get(item.channel)
  if (!rates) return null
  const kinds = kindsOf(item)
  for (const destination of destinationsOf(item, rates)) {
    for (const kind of kinds) {
      const rate = rates.byKey.get(bookKey(destination, kind))
      if (rate && (item.isCall || !isByTime(rate.unit))) return rate
    }
  }
  return null
}

/** From the most specific. */
function* destinationsOf(item: RatedItem, { prefixLengths }: ChannelRates): Generator<string> {
  if (item.network !== '') yield item.network
  if (item.recipient.startsWith('+')) {
    for (const length of prefixLengths)
      if (length <= item.recipient.length) yield item.recipient.slice(0, length)
  }
  if (item.country !== '') yield item.country
  yield 'any'
}

/** From the most specific; a word that is not known is left out, as every kind comes last anyway. */
function kindsOf({ category, kind }: RatedItem): readonly string[] {
  return [category, kind].filter((word) => word !== '').concat('')
}
