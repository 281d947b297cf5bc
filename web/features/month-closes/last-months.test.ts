import { expect, test } from 'vitest'
import { lastMonths } from './last-months.ts'

test('months go back over the turn of a year, from the month that it is in the zone', () => {
  const newYear = Date.parse('2026-12-31T23:30:00Z')
  expect(lastMonths(newYear, 'UTC', 3)).toEqual(['2026-11', '2026-10', '2026-09'])
  expect(lastMonths(newYear, 'Europe/Berlin', 3)).toEqual(['2026-12', '2026-11', '2026-10'])
  expect(lastMonths(Date.parse('2027-01-15T00:00:00Z'), 'UTC', 2)).toEqual(['2026-12', '2026-11'])
})
