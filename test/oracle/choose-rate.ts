/** A rate and a thing to be rated, as docs/decisions/0010-price-lists.md speaks of them. Null and empty text are "every" and "not known". */
export interface OracleRate {
  readonly channel: string
  readonly kind: string | null
  readonly destination: string
  readonly unit: string
}

export interface OracleItem {
  readonly channel: string
  readonly kind: string
  readonly category: string
  readonly country: string
  readonly network: string
  readonly recipient: string
  readonly isCall: boolean
}

/**
 * Looks at every rate: those that fit at all are put in order, and the first one is the choice. A destination counts for
 * more than a kind; a network for more than any prefix, a longer prefix for more than a shorter one, any prefix for more
 * than a country.
 */
export function chooseRateSlowly<R extends OracleRate>(rates: readonly R[], item: OracleItem): R | null {
  const fitting = rates.flatMap((rate) => {
    const place = destinationPlace(rate.destination, item)
    const word = kindPlace(rate.kind, item)
    const timed = rate.unit === 'second' || rate.unit === 'minute'
    const fits = rate.channel === item.channel && place > 0 && word > 0 && (item.isCall || !timed)
    return fits ? [{ rate, rank: place * 10 + word }] : []
  })
  fitting.sort((a, b) => b.rank - a.rank)
  return fitting[0]?.rate ?? null
}

function destinationPlace(destination: string, item: OracleItem): number {
  if (destination === 'any') return 1
  if (/^[A-Z]{2}$/.test(destination)) return destination === item.country ? 2 : 0
  if (/^\d{3}-\d{2,3}$/.test(destination)) return destination === item.network ? 1_000 : 0
  return item.recipient.startsWith(destination) ? 100 + destination.length : 0
}

function kindPlace(kind: string | null, item: OracleItem): number {
  if (kind === null) return 1
  if (kind === item.category) return 3
  return kind === item.kind ? 2 : 0
}
