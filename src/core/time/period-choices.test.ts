import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { autoGranularity } from './auto-granularity.ts'
import { bucketsOf } from './buckets-of.ts'
import { formatInstant } from './format-instant.ts'
import { sweptZones } from './intl-wall-clock.fixture.ts'
import { dayMs, type Period } from './period.ts'
import { type PeriodPreset, periodPresets, presetPeriod } from './preset-period.ts'
import { previousPeriod } from './previous-period.ts'

const at = (text: string): number => Date.parse(text)
const period = (from: string, to: string): Period => ({ fromMs: at(from), toMs: at(to) })
const written = ({ fromMs, toMs }: Period, zone: string): string[] => [
  formatInstant(fromMs, zone),
  formatInstant(toMs, zone),
]

describe('previousPeriod', () => {
  const zone = 'Europe/Berlin'
  it.each([
    ['a month', '2026-03-01T00:00:00+01:00', '2026-04-01T00:00:00+02:00', '2026-02-01T00:00:00+01:00'],
    ['a quarter', '2026-01-01T00:00:00+01:00', '2026-04-01T00:00:00+02:00', '2025-10-01T00:00:00+02:00'],
    [
      'a day of 23 hours',
      '2026-03-29T00:00:00+01:00',
      '2026-03-30T00:00:00+02:00',
      '2026-03-28T00:00:00+01:00',
    ],
    [
      'seven days over a change of clocks',
      '2026-10-24T00:00:00+02:00',
      '2026-10-31T00:00:00+01:00',
      '2026-10-17T00:00:00+02:00',
    ],
    ['part of a day', '2026-09-10T08:00:00+02:00', '2026-09-10T20:30:00+02:00', '2026-09-09T19:30:00+02:00'],
  ])('of %s ends where it starts', (_, from, to, expectedFrom) => {
    expect(written(previousPeriod(period(from, to), zone), zone)).toEqual([expectedFrom, from])
  })

  it('sees whole days only in the zone asked for', () => {
    const utcDay = period('2026-10-26T00:00:00Z', '2026-10-27T00:00:00Z')
    expect(previousPeriod(utcDay, zone)).toEqual(period('2026-10-25T00:00:00Z', '2026-10-26T00:00:00Z'))
    const berlinDay = period('2026-10-26T00:00:00+01:00', '2026-10-27T00:00:00+01:00')
    expect(previousPeriod(berlinDay, zone)).toEqual(
      period('2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00'),
    )
  })

  it('has as many days as the period, in every zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sweptZones),
        fc.integer({ min: at('2013-01-01T00:00:00Z'), max: at('2031-01-01T00:00:00Z') }),
        fc.integer({ min: 1, max: 27 }),
        (zoneName, instant, days) => {
          const starts = bucketsOf({ fromMs: instant, toMs: instant + 40 * dayMs }, 'day', zoneName)
          const whole = { fromMs: starts[0] ?? 0, toMs: starts[days] ?? 0 }
          expect(bucketsOf(previousPeriod(whole, zoneName), 'day', zoneName)).toHaveLength(days)
        },
      ),
    )
  })
})

describe('autoGranularity', () => {
  it.each([
    ['2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00', 'hour'],
    ['2026-10-24T00:00:00+02:00', '2026-10-26T00:00:00+01:00', 'hour'],
    ['2026-10-24T00:00:00+02:00', '2026-10-26T00:01:00+01:00', 'day'],
    ['2026-07-01T00:00:00+02:00', '2026-10-01T00:00:00+02:00', 'day'],
    ['2026-01-01T00:00:00+01:00', '2027-01-01T00:00:00+01:00', 'week'],
    ['2024-01-01T00:00:00+01:00', '2026-01-01T00:00:00+01:00', 'week'],
    ['2023-01-01T00:00:00+01:00', '2026-01-01T00:00:00+01:00', 'month'],
  ])('of %s to %s is %s', (from, to, granularity) => {
    expect(autoGranularity(period(from, to), 'Europe/Berlin')).toBe(granularity)
  })
})

describe('presetPeriod', () => {
  // In Auckland it is Wednesday the 15th already.
  const now = at('2026-07-14T13:00:00Z')
  const zone = 'Pacific/Auckland'
  const expected: Record<PeriodPreset, [string, string]> = {
    today: ['2026-07-15', '2026-07-16'],
    yesterday: ['2026-07-14', '2026-07-15'],
    last_7_days: ['2026-07-09', '2026-07-16'],
    last_30_days: ['2026-06-16', '2026-07-16'],
    this_month: ['2026-07-01', '2026-08-01'],
    last_month: ['2026-06-01', '2026-07-01'],
    this_quarter: ['2026-07-01', '2026-10-01'],
    last_quarter: ['2026-04-01', '2026-07-01'],
    this_year: ['2026-01-01', '2027-01-01'],
    last_year: ['2025-01-01', '2026-01-01'],
  }

  it.each(periodPresets)('%s is made of whole local days', (preset) => {
    const [from, to] = written(presetPeriod(preset, now, zone), zone)
    expect([from?.slice(0, 19), to?.slice(0, 19)]).toEqual(expected[preset].map((date) => `${date}T00:00:00`))
  })

  it('begins a day where its clock begins when midnight is skipped', () => {
    const today = presetPeriod('today', at('2026-03-29T12:00:00Z'), 'Atlantic/Azores')
    expect(written(today, 'Atlantic/Azores')).toEqual([
      '2026-03-29T01:00:00+00:00',
      '2026-03-30T00:00:00+00:00',
    ])
  })
})

describe('formatInstant', () => {
  it('writes the offset of the zone at that instant, and milliseconds only where there are any', () => {
    expect(formatInstant(at('2026-09-01T10:00:03.120Z'), 'Europe/Berlin')).toBe(
      '2026-09-01T12:00:03.120+02:00',
    )
    expect(formatInstant(at('2026-01-01T00:00:00Z'), 'Asia/Kathmandu')).toBe('2026-01-01T05:45:00+05:45')
    expect(formatInstant(at('2026-01-01T00:00:00Z'), 'America/St_Johns')).toBe('2025-12-31T20:30:00-03:30')
    expect(formatInstant(at('2026-01-01T00:00:00Z'), 'UTC')).toBe('2026-01-01T00:00:00+00:00')
  })

  it('names the same instant again when it is read', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sweptZones, 'Africa/Monrovia'),
        fc.integer({ min: at('1950-01-01T00:00:00Z'), max: at('2050-01-01T00:00:00Z') }),
        (zoneName, instant) => {
          expect(Date.parse(formatInstant(instant, zoneName))).toBe(instant)
        },
      ),
    )
  })
})
