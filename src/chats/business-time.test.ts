import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { berlinOffice, calendars, countedBusinessMs, nearMs, testSpanMs } from './business-time.fixture.ts'
import { businessDueMs, businessMs } from './business-time.ts'
import type { BusinessCalendar, OpenInterval } from './chat-settings.ts'

const at = (text: string): number => Date.parse(text)
const hourMs = 3_600_000
const dayMs = 24 * hourMs

const span = fc
  .tuple(nearMs, fc.integer({ min: -testSpanMs, max: testSpanMs }))
  .map(([fromMs, lengthMs]) => ({ fromMs, toMs: fromMs + lengthMs }))

function always(timeZone: string, hours: readonly OpenInterval[], fromMs = 0): BusinessCalendar {
  const weekdays = [hours, hours, hours, hours, hours, hours, hours] as const
  return { versions: [{ fromMs, timeZone, weekdays, days: new Map() }] }
}

const wholeDay = [{ fromMinute: 0, toMinute: 1440 }]

describe('business time', () => {
  it('is what one counts minute by minute on the clock on the wall', () => {
    fc.assert(
      fc.property(calendars, span, (calendar, { fromMs, toMs }) => {
        expect(businessMs(calendar, fromMs, toMs)).toBe(countedBusinessMs(calendar, fromMs, toMs))
      }),
      { numRuns: 150 },
    )
  })

  it('of a period is that of its two halves', () => {
    const instant = fc.integer({ min: at('2009-01-01T00:00:00Z'), max: at('2031-01-01T00:00:00Z') })
    fc.assert(
      fc.property(calendars, fc.tuple(instant, instant, fc.oneof(instant, nearMs)), (calendar, moments) => {
        const [a = 0, b = 0, c = 0] = moments.toSorted((x, y) => x - y)
        expect(businessMs(calendar, a, b) + businessMs(calendar, b, c)).toBe(businessMs(calendar, a, c))
      }),
    )
  })

  it('never shrinks as a period grows, and never outgrows it', () => {
    fc.assert(
      fc.property(calendars, span, fc.nat(testSpanMs), (calendar, { fromMs, toMs }, moreMs) => {
        const grown = businessMs(calendar, fromMs, toMs + moreMs) - businessMs(calendar, fromMs, toMs)
        expect(grown).toBeGreaterThanOrEqual(0)
        expect(grown).toBeLessThanOrEqual(moreMs)
      }),
    )
  })

  it('is none where the end is not after the beginning, and without versions', () => {
    expect(businessMs(berlinOffice, at('2026-12-01T10:00:00Z'), at('2026-12-01T09:00:00Z'))).toBe(0)
    expect(businessMs({ versions: [] }, 0, at('2026-12-01T09:00:00Z'))).toBe(0)
    expect(businessDueMs({ versions: [] }, 0, 1)).toBeNull()
  })

  it('leaves out nights, the lunch break, weekends and holidays', () => {
    const friday = at('2026-12-18T16:30:00Z')
    // Half an hour of Friday; a Saturday with no hours; an hour of Monday.
    expect(businessMs(berlinOffice, friday, at('2026-12-21T09:00:00Z'))).toBe(1.5 * hourMs)
    expect(businessMs(berlinOffice, at('2026-12-25T00:00:00Z'), at('2026-12-26T00:00:00Z'))).toBe(0)
    expect(businessMs(berlinOffice, at('2026-12-05T00:00:00Z'), at('2026-12-06T00:00:00Z'))).toBe(2 * hourMs)
    expect(businessMs(berlinOffice, at('2026-12-01T11:30:00Z'), at('2026-12-01T13:30:00Z'))).toBe(hourMs)
  })

  it('has 23 and 25 hours on the days on which clocks change, 23.5 and 24.5 on Lord Howe', () => {
    const day = (zone: string, from: string, to: string): number =>
      businessMs(always(zone, wholeDay), at(from), at(to)) / hourMs
    expect(day('Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toBe(23)
    expect(day('Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toBe(25)
    expect(day('Australia/Lord_Howe', '2026-10-03T13:30:00Z', '2026-10-04T13:00:00Z')).toBe(23.5)
    expect(day('Australia/Lord_Howe', '2026-04-04T13:00:00Z', '2026-04-05T13:30:00Z')).toBe(24.5)
  })

  it('counts an hour that clocks pass twice twice, and one that they skip not at all', () => {
    const small = always('Europe/Berlin', [{ fromMinute: 120, toMinute: 180 }])
    expect(businessMs(small, at('2026-10-24T22:00:00Z'), at('2026-10-25T23:00:00Z'))).toBe(2 * hourMs)
    expect(businessMs(small, at('2026-03-28T23:00:00Z'), at('2026-03-29T22:00:00Z'))).toBe(0)
  })

  it('knows no hours of the date that Apia left out', () => {
    const apia = always('Pacific/Apia', [{ fromMinute: 540, toMinute: 600 }])
    // From the 29th to the 31st of local dates are two days of the calendar and 24 hours apart.
    expect(businessMs(apia, at('2011-12-29T10:00:00Z'), at('2011-12-31T10:00:00Z'))).toBe(2 * hourMs)
  })

  it('follows each version from its moment on, to the millisecond', () => {
    const [old] = always('UTC', wholeDay).versions
    const [closed] = always('UTC', [], at('2026-06-10T12:00:00.250Z')).versions
    if (!old || !closed) throw new Error('No versions.')
    const calendar = { versions: [old, closed] }
    expect(businessMs(calendar, at('2026-06-10T12:00:00Z'), at('2026-06-11T00:00:00Z'))).toBe(250)
  })
})

describe('the moment at which a target is due', () => {
  it('is the first one at which so much business time has passed', () => {
    fc.assert(
      fc.property(
        calendars,
        nearMs,
        fc.integer({ min: 1, max: 40 * hourMs }),
        (calendar, startMs, amountMs) => {
          const dueMs = businessDueMs(calendar, startMs, amountMs)
          if (dueMs === null) {
            expect(businessMs(calendar, startMs, startMs + 400 * dayMs)).toBeLessThan(amountMs)
            return
          }
          expect(dueMs).toBeLessThanOrEqual(startMs + 400 * dayMs)
          expect(businessMs(calendar, startMs, dueMs)).toBe(amountMs)
          expect(businessMs(calendar, startMs, dueMs - 1)).toBe(amountMs - 1)
        },
      ),
    )
  })

  it('lies over the weekend where Friday is too short', () => {
    const due = businessDueMs(berlinOffice, at('2026-12-18T16:30:00Z'), hourMs)
    expect(due).toBe(at('2026-12-21T08:30:00Z'))
    expect(businessDueMs(berlinOffice, at('2026-12-18T16:00:00Z'), hourMs)).toBe(at('2026-12-18T17:00:00Z'))
    expect(businessDueMs(berlinOffice, at('2026-12-19T16:00:00Z'), 0)).toBe(at('2026-12-19T16:00:00Z'))
  })

  it('is unknown where it is more than 400 days on', () => {
    const startMs = at('2026-01-01T00:00:00Z')
    const daily = always('UTC', [{ fromMinute: 0, toMinute: 1 }])
    expect(businessDueMs(daily, startMs, 400 * 60_000)).toBe(startMs + 399 * dayMs + 60_000)
    expect(businessDueMs(daily, startMs, 401 * 60_000)).toBeNull()
    expect(businessDueMs(always('UTC', []), startMs, 1)).toBeNull()
  })
})
