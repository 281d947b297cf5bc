import { expect, test } from 'vitest'
import { wallBuckets } from './wall-buckets.ts'
import { wallClockOf, writeInstant } from './wall-clock.ts'

const at = (text: string): number => Date.parse(text)

test('an instant is written as the wall shows it', () => {
  expect(writeInstant(at('2026-09-01T00:00:00Z'), 'UTC')).toBe('2026-09-01T00:00:00+00:00')
  expect(writeInstant(at('2026-09-01T00:00:00Z'), 'Asia/Kathmandu')).toBe('2026-09-01T05:45:00+05:45')
  expect(writeInstant(at('2026-01-01T02:10:00.007Z'), 'America/St_Johns')).toBe(
    '2025-12-31T22:40:00.007-03:30',
  )
  expect(wallClockOf('Europe/Berlin')(at('2026-10-25T01:30:00Z'))).toEqual({
    date: '2026-10-25',
    hour: 2,
    weekday: 7,
    offset: '+01:00',
  })
})

test('days have 23, 24 or 25 hours, and a skipped day gives no bucket', () => {
  const hours = (from: string, to: string) => wallBuckets(at(from), at(to), 'hour', 'Europe/Berlin').length
  expect(hours('2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toBe(23)
  expect(hours('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toBe(25)
  const samoa = wallBuckets(at('2011-12-29T10:00:00Z'), at('2011-12-31T10:00:00Z'), 'day', 'Pacific/Apia')
  expect(samoa.map((start) => writeInstant(start, 'Pacific/Apia').slice(0, 10))).toEqual([
    '2011-12-29',
    '2011-12-31',
  ])
})

test('the first bucket may begin before the period', () => {
  const weeks = wallBuckets(at('2026-09-02T10:00:00Z'), at('2026-09-08T00:00:00Z'), 'week', 'UTC')
  expect(weeks.map((start) => new Date(start).toISOString().slice(0, 10))).toEqual([
    '2026-08-31',
    '2026-09-07',
  ])
})
