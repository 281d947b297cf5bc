import { expect, test } from 'vitest'
import { rateFilter } from './filter-rates.ts'

const words = {
  channel: (channel: string) => channel,
  kind: (kind: string | null) => (kind === 'advertising' ? 'Реклама' : (kind ?? '')),
  destination: (destination: string) => (destination === 'DE' ? 'Германия' : destination),
  unit: (unit: string) => unit,
}
const rates = [
  { channel: 'sms', kind: null, destination: 'DE' },
  { channel: 'sms', kind: 'advertising', destination: '+49151' },
  { channel: 'viber', kind: null, destination: 'any' },
]
const found = (search: { channel?: string; search?: string }): number[] => {
  const fits = rateFilter(search, words)
  return rates.flatMap((rate, place) => (fits(rate) ? [place] : []))
}

test('rates are found by channel, code, name and kind, in capitals or not', () => {
  expect(found({})).toEqual([0, 1, 2])
  expect(found({ channel: 'sms' })).toEqual([0, 1])
  expect(found({ search: 'герман' })).toEqual([0])
  expect(found({ search: 'de' })).toEqual([0])
  expect(found({ search: ' 4915 ' })).toEqual([1])
  expect(found({ search: 'РЕКЛ' })).toEqual([1])
  expect(found({ channel: 'viber', search: 'any' })).toEqual([2])
  expect(found({ channel: 'viber', search: 'DE' })).toEqual([])
})
