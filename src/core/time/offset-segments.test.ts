import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intlWallClock, sweptZones } from './intl-wall-clock.fixture.ts'
import { offsetMsAt, offsetSegments } from './offset-segments.ts'
import { dayMs } from './period.ts'
import { isTimeZone, parseTimeZone } from './time-zone.ts'

const at = (text: string): number => Date.parse(text)

describe('offsetSegments', () => {
  it('cover the period without gap, with the offsets that Intl knows', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sweptZones, 'Africa/Casablanca'),
        fc.integer({ min: at('1980-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z') }),
        fc.integer({ min: 1, max: 900 * dayMs }),
        (zone, fromMs, lengthMs) => {
          const toMs = fromMs + lengthMs
          const segments = offsetSegments({ fromMs, toMs }, zone)
          expect(segments[0]?.fromMs).toBe(fromMs)
          expect(segments.at(-1)?.toMs).toBe(toMs)
          const wallClock = intlWallClock(zone)
          for (const [index, segment] of segments.entries()) {
            expect(segment.toMs).toBeGreaterThan(segment.fromMs)
            const before = segments[index - 1]
            if (before) expect(before.toMs).toBe(segment.fromMs)
            if (before) expect(before.offsetMs).not.toBe(segment.offsetMs)
            for (const instant of [segment.fromMs, (segment.fromMs + segment.toMs) / 2, segment.toMs - 1])
              expect(segment.offsetMs / 60_000).toBe(wallClock(Math.floor(instant)).offsetMinutes)
          }
        },
      ),
      { numRuns: 100 },
    )
  })

  it('name the offset at an instant', () => {
    expect(offsetMsAt(at('2026-07-01T00:00:00Z'), 'Asia/Kathmandu')).toBe(345 * 60_000)
    expect(offsetMsAt(at('2026-07-01T00:00:00Z'), 'America/New_York')).toBe(-240 * 60_000)
  })
})

describe('time zones', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'Asia/Katmandu'])(
    'takes %s',
    (name) => {
      expect(parseTimeZone(name)).toEqual({ ok: true, value: name })
    },
  )

  it.each(['', '+02:00', 'Z', 'Mars/Olympus', '2026-09-01T00:00[Europe/Berlin]', 'Europe/Berlin ', '../etc'])(
    'refuses "%s"',
    (name) => {
      expect(isTimeZone(name)).toBe(false)
      expect(parseTimeZone(name)).toMatchObject({ ok: false, failure: { code: 'invalid_time_zone' } })
    },
  )

  it('takes no name of Intl’s own, which the stores or the calendar cannot compute with', () => {
    const ofIntl =
      'ACT AET AGT ART AST BET BST CAT CNT CST CTT EAT ECT IET IST JST MIT NET NST PLT PNT PRT PST SST VST'
    for (const name of [...ofIntl.split(' '), 'pst', 'SystemV/PST8', 'US/Pacific-New'])
      expect([name, isTimeZone(name)]).toEqual([name, false])
  })
})
