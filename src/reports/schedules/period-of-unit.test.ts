import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { reportFrequencies } from '../../contract/index.ts'
import { formatInstant } from '../../core/index.ts'
import { periodAfter, periodAround, periodInZone } from './period-of-unit.ts'

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
]
const zone = fc.constantFrom(...zones)
const frequency = fc.constantFrom(...reportFrequencies)
const instantMs = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) })

test('units follow one another without a gap and without a moment twice', () => {
  fc.assert(
    fc.property(instantMs, frequency, zone, (at, every, where) => {
      const first = periodAround(at, every, where)
      expect(first.fromMs).toBeLessThanOrEqual(at)
      expect(first.toMs).toBeGreaterThan(at)
      const next = periodAfter(first, every, where)
      expect(next.fromMs).toBe(first.toMs)
      expect(next.toMs).toBeGreaterThan(next.fromMs)
    }),
  )
})

test('a company that moves to another zone has the same unit there, and the next one after it', () => {
  fc.assert(
    fc.property(instantMs, frequency, zone, zone, (at, every, before, after) => {
      const there = periodInZone(periodAround(at, every, before), every, after)
      expect(periodInZone(there, every, after)).toEqual(there)
      expect(periodAfter(there, every, after).fromMs).toBe(there.toMs)
    }),
  )
})

test('a month is the local one, an ISO week begins on Monday', () => {
  const at = Date.parse('2026-09-30T22:30:00Z')
  const { fromMs, toMs } = periodAround(at, 'monthly', 'Europe/Berlin')
  expect(formatInstant(fromMs, 'Europe/Berlin')).toBe('2026-10-01T00:00:00+02:00')
  expect(formatInstant(toMs, 'Europe/Berlin')).toBe('2026-11-01T00:00:00+01:00')
  const week = periodAround(at, 'weekly', 'Europe/Berlin')
  expect(formatInstant(week.fromMs, 'Europe/Berlin')).toBe('2026-09-28T00:00:00+02:00')
})
