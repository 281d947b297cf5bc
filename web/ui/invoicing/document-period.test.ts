import { expect, test } from 'vitest'
import { documentPeriod } from './document-period.ts'

test.each([
  [
    'a month, over a change of clocks',
    '2026-10-01T00:00:00+02:00',
    '2026-11-01T00:00:00+01:00',
    { month: '2026-10' },
  ],
  [
    'two months, where one was carried',
    '2026-09-01T00:00:00+02:00',
    '2026-11-01T00:00:00+01:00',
    { firstDay: '2026-09-01', lastDay: '2026-10-31' },
  ],
  [
    'a month that began elsewhere',
    '2026-10-01T01:00:00+03:00',
    '2026-11-01T00:00:00+03:00',
    { firstDay: '2026-10-01', lastDay: '2026-10-31' },
  ],
  [
    'one that ends within a day',
    '2026-12-01T00:00:00Z',
    '2026-12-31T22:00:00Z',
    { firstDay: '2026-12-01', lastDay: '2026-12-31' },
  ],
  [
    'the end of a year',
    '2026-11-15T00:00:00+00:00',
    '2027-01-01T00:00:00+00:00',
    { firstDay: '2026-11-15', lastDay: '2026-12-31' },
  ],
])('the days of %s', (_name, from, to, days) => {
  expect(documentPeriod({ from, to })).toEqual(days)
})
