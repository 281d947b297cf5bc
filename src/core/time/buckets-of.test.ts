import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bucketsOf, endOfBucket } from './buckets-of.ts'
import { formatInstant } from './format-instant.ts'
import { intlWallClock, sweptZones, type WallClock } from './intl-wall-clock.fixture.ts'
import { dayMs, type Granularity, granularities, hourMs, type Period } from './period.ts'

const at = (text: string): number => Date.parse(text)
const gridMs = 15 * 60_000

function unitName(wall: WallClock, granularity: Granularity): string {
  if (granularity === 'hour') return `${wall.date} ${wall.hour} ${wall.offsetMinutes}`
  if (granularity === 'day') return wall.date
  if (granularity === 'month') return wall.date.slice(0, 7)
  const day = new Date(`${wall.date}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7))
  return day.toISOString().slice(0, 10)
}

/** Walks the period in quarter hours and notes where the wall clock's unit changes. */
function bucketsByWalking(period: Period, granularity: Granularity, zone: string): number[] {
  const wallClock = intlWallClock(zone)
  const nameAt = (instantMs: number): string => unitName(wallClock(instantMs), granularity)
  let first = Math.floor(period.fromMs / gridMs) * gridMs
  const firstName = nameAt(first)
  while (nameAt(first - gridMs) === firstName) first -= gridMs
  const starts = [first]
  let name = firstName
  for (let instant = first + gridMs; instant < period.toMs; instant += gridMs) {
    const next = nameAt(instant)
    if (next !== name) starts.push(instant)
    name = next
  }
  return starts
}

const changesOfClocks = [
  ['UTC', '2026-03-29T00:00:00Z'],
  ['Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00:00Z'],
  ['Europe/London', '2026-10-25T01:00:00Z'],
  ['America/New_York', '2026-03-08T07:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['Asia/Kathmandu', '2026-01-01T00:00:00Z'],
  ['Asia/Kathmandu', '1985-12-31T18:30:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ['Atlantic/Azores', '2026-03-29T01:00:00Z'],
  ['Atlantic/Azores', '2026-10-25T01:00:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['Pacific/Kiritimati', '1994-12-31T10:00:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ['Africa/Casablanca', '2026-02-15T02:00:00Z'],
] as const

const hoursOf = (day: string, next: string): number =>
  bucketsOf({ fromMs: at(day), toMs: at(next) }, 'hour', 'Europe/Berlin').length

describe('bucketsOf', () => {
  it.each(changesOfClocks)('agrees with Intl around the change of clocks in %s at %s', (zone, change) => {
    for (const granularity of granularities) {
      const period = { fromMs: at(change) - 40 * hourMs - 7 * 60_000, toMs: at(change) + 40 * hourMs }
      expect(bucketsOf(period, granularity, zone)).toEqual(bucketsByWalking(period, granularity, zone))
    }
  })

  it('agrees with Intl for any period in any swept zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sweptZones),
        fc.constantFrom(...granularities),
        fc.integer({ min: at('2011-01-01T00:00:00Z'), max: at('2031-01-01T00:00:00Z') }),
        fc.integer({ min: 1, max: 20 * dayMs }),
        (zone, granularity, fromMs, lengthMs) => {
          const period = { fromMs, toMs: fromMs + lengthMs }
          expect(bucketsOf(period, granularity, zone)).toEqual(bucketsByWalking(period, granularity, zone))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('divides every period without gap or overlap, and cutting a period changes no bucket', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sweptZones, 'America/St_Johns', 'Asia/Gaza', 'Antarctica/Troll'),
        fc.constantFrom(...granularities),
        fc.integer({ min: at('1995-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z') }),
        fc.integer({ min: 1, max: 200 * dayMs }),
        fc.integer({ min: 1, max: 200 * dayMs }),
        (zone, granularity, fromMs, firstMs, secondMs) => {
          const cut = fromMs + firstMs
          const toMs = cut + secondMs
          const whole = bucketsOf({ fromMs, toMs }, granularity, zone)
          expect(whole[0]).toBeLessThanOrEqual(fromMs)
          expect(whole[1] ?? toMs).toBeGreaterThan(fromMs)
          expect(whole.at(-1)).toBeLessThan(toMs)
          expect(whole.every((start, index) => index === 0 || start > (whole[index - 1] ?? start))).toBe(true)
          const parts = [
            ...bucketsOf({ fromMs, toMs: cut }, granularity, zone),
            ...bucketsOf({ fromMs: cut, toMs }, granularity, zone),
          ]
          expect([...new Set(parts)]).toEqual(whole)
          const last = whole.at(-1) ?? fromMs
          expect(endOfBucket(last, granularity, zone)).toBeGreaterThanOrEqual(toMs)
          for (const [index, start] of whole.slice(0, 3).entries())
            if (whole[index + 1] !== undefined)
              expect(endOfBucket(start, granularity, zone)).toBe(whole[index + 1])
        },
      ),
      { numRuns: 80 },
    )
  })

  it('gives days of 23, 24 and 25 hours', () => {
    expect(hoursOf('2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00')).toBe(23)
    expect(hoursOf('2026-06-01T00:00:00+02:00', '2026-06-02T00:00:00+02:00')).toBe(24)
    expect(hoursOf('2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00')).toBe(25)
  })

  it('tells the two passes of a repeated hour apart', () => {
    const night = { fromMs: at('2026-10-25T02:00:00+02:00'), toMs: at('2026-10-25T03:00:00+01:00') }
    expect(
      bucketsOf(night, 'hour', 'Europe/Berlin').map((start) => formatInstant(start, 'Europe/Berlin')),
    ).toEqual(['2026-10-25T02:00:00+02:00', '2026-10-25T02:00:00+01:00'])
  })

  it('gives half hours where Lord Howe Island moves its clocks by half an hour', () => {
    const zone = 'Australia/Lord_Howe'
    const night = { fromMs: at('2026-10-04T01:00:00+10:30'), toMs: at('2026-10-04T04:00:00+11:00') }
    expect(bucketsOf(night, 'hour', zone).map((start) => formatInstant(start, zone))).toEqual([
      '2026-10-04T01:00:00+10:30',
      '2026-10-04T02:30:00+11:00',
      '2026-10-04T03:00:00+11:00',
    ])
  })

  it('leaves out the day that Samoa skipped', () => {
    const zone = 'Pacific/Apia'
    const period = { fromMs: at('2011-12-28T00:00:00-10:00'), toMs: at('2012-01-02T00:00:00+14:00') }
    expect(bucketsOf(period, 'day', zone).map((start) => formatInstant(start, zone))).toEqual([
      '2011-12-28T00:00:00-10:00',
      '2011-12-29T00:00:00-10:00',
      '2011-12-31T00:00:00+14:00',
      '2012-01-01T00:00:00+14:00',
    ])
  })

  it('begins weeks on Monday and lets the first bucket begin before the period', () => {
    const period = { fromMs: at('2026-09-02T10:20:00+02:00'), toMs: at('2026-09-14T00:00:00+02:00') }
    expect(
      bucketsOf(period, 'week', 'Europe/Berlin').map((start) => formatInstant(start, 'Europe/Berlin')),
    ).toEqual(['2026-08-31T00:00:00+02:00', '2026-09-07T00:00:00+02:00'])
  })

  it('gives nothing for an empty period and refuses an absurd one', () => {
    expect(bucketsOf({ fromMs: 5, toMs: 5 }, 'day', 'UTC')).toEqual([])
    expect(() => bucketsOf({ fromMs: 0, toMs: 200_001 * hourMs }, 'hour', 'UTC')).toThrow(RangeError)
  })
})
