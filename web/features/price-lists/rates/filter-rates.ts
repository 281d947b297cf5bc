import type { RateWords } from '../../../../src/messages/index.ts'
import type { RatesSearch } from '../price-list-search.ts'

interface FilteredRate {
  readonly channel: string
  readonly kind: string | null
  readonly destination: string
}

/** Whether a rate fits the filter: its channel exactly, the text anywhere in its kind and destination, or their words. */
export function rateFilter(search: RatesSearch, words: RateWords): (rate: FilteredRate) => boolean {
  const text = search.search?.trim().toLocaleLowerCase() ?? ''
  // Names of countries are the same over and over; looking each up anew would be felt with 100,000 rates.
  const names = new Map<string, string>()
  const nameOf = (destination: string): string => {
    if (destination.startsWith('+')) return destination
    const known = names.get(destination)
    if (known !== undefined) return known
    const name = `${destination} ${words.destination(destination)}`.toLocaleLowerCase()
    names.set(destination, name)
    return name
  }
  return ({ channel, kind, destination }) => {
    if (search.channel !== undefined && channel !== search.channel) return false
    if (text === '' || nameOf(destination).includes(text)) return true
    return kind !== null && kind !== '' && `${kind} ${words.kind(kind)}`.toLocaleLowerCase().includes(text)
  }
}
