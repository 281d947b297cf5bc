import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPlausibleEventTime, parseInstantMs } from './event-time.ts'

test('every instant that JavaScript writes is read back exactly', () => {
  const date = fc.date({ min: new Date(0), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  fc.assert(
    fc.property(date, (instant) => {
      expect(parseInstantMs(instant.toISOString())).toBe(instant.getTime())
    }),
  )
})

test.each([
  ['2026-09-01T10:00:03Z', '2026-09-01T10:00:03.000Z'],
  ['2026-09-01t10:00:03.12z', '2026-09-01T10:00:03.120Z'],
  ['2026-09-01T10:00:03.123456789Z', '2026-09-01T10:00:03.123Z'],
  ['2026-09-01T10:00:03+05:45', '2026-09-01T04:15:03.000Z'],
  ['2026-09-01T10:00:03-00:00', '2026-09-01T10:00:03.000Z'],
  ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
])('%s is the instant %s', (written, instant) => {
  expect(parseInstantMs(written)).toBe(Date.parse(instant))
})

test.each([
  '',
  '2026-09-01',
  '2026-09-01T10:00:03',
  '2026-09-01 10:00:03Z',
  '2026-9-1T10:00:03Z',
  '2026-02-29T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-00-01T00:00:00Z',
  '2026-09-01T24:00:00Z',
  '2026-09-01T10:60:00Z',
  '2026-09-01T10:00:00+24:00',
  '2026-09-01T10:00:00+02',
  '1788256803',
  'yesterday',
])('%j is no instant', (written) => {
  expect(parseInstantMs(written)).toBeNull()
})

test('an event is at most five years old and at most a day ahead of its receipt', () => {
  const nowMs = Date.UTC(2026, 8, 1)
  const plausible = (instant: string): boolean => isPlausibleEventTime(Date.parse(instant), nowMs)
  expect(plausible('2026-09-02T00:00:00Z')).toBe(true)
  expect(plausible('2026-09-02T00:00:00.001Z')).toBe(false)
  expect(plausible('2021-09-01T00:00:00Z')).toBe(true)
  expect(plausible('2021-08-01T00:00:00Z')).toBe(false)
  expect(plausible('1970-01-01T00:00:00Z')).toBe(false)
  expect(plausible('2090-01-01T00:00:00Z')).toBe(false)
})
