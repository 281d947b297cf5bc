import * as fc from 'fast-check'
import type { BusinessCalendar, CalendarVersion, OpenInterval } from './chat-settings.ts'

/*
 * Calendars for tests, and the check of business time: minute by minute, what the clock on the wall shows, read from Intl. It shares
 * no code with the program. Not used by it.
 */

/** Changes by an hour and by half an hour, at midnight, in both hemispheres; odd offsets; a date left out. */
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Atlantic/Azores',
  'America/Santiago',
  'Pacific/Apia',
] as const

/** A few days around which clocks change in those zones, and one where none does. */
const moments = [
  '2026-03-29T00:00:00Z',
  '2026-10-25T00:00:00Z',
  '2026-03-08T06:00:00Z',
  '2026-11-01T06:00:00Z',
  '2026-04-04T15:00:00Z',
  '2026-10-03T15:30:00Z',
  '2026-09-06T04:00:00Z',
  '2011-12-30T10:00:00Z',
  '2026-06-10T12:00:00Z',
] as const

const minuteMs = 60_000
const dayMs = 86_400_000

/** An instant near a change of clocks, to the minute. */
export const nearMs: fc.Arbitrary<number> = fc
  .tuple(fc.constantFrom(...moments), fc.integer({ min: -3 * 1440, max: 3 * 1440 }))
  .map(([moment, minutes]) => Date.parse(moment) + minutes * minuteMs)

const hours: fc.Arbitrary<readonly OpenInterval[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 6 })
  .map((minutes) => {
    const sorted = minutes.toSorted((a, b) => a - b)
    return sorted.flatMap((fromMinute, index) => {
      const toMinute = sorted[index + 1]
      return index % 2 === 0 && toMinute !== undefined ? [{ fromMinute, toMinute }] : []
    })
  })

const anyHours = fc.oneof({ weight: 4, arbitrary: hours }, fc.constant([{ fromMinute: 0, toMinute: 1440 }]))

const dayNear = nearMs.map((ms) => new Date(ms).toISOString().slice(0, 10))

function version(fromMs: fc.Arbitrary<number>): fc.Arbitrary<CalendarVersion> {
  return fc.record({
    fromMs,
    timeZone: fc.constantFrom(...zones),
    weekdays: fc.tuple(anyHours, anyHours, anyHours, anyHours, anyHours, anyHours, anyHours),
    days: fc.array(fc.tuple(dayNear, hours), { maxLength: 8 }).map((days) => new Map(days)),
  })
}

export const calendars: fc.Arbitrary<BusinessCalendar> = fc
  .tuple(
    fc.option(version(fc.constant(Date.parse('2000-01-01T00:00:00Z'))), { nil: undefined, freq: 6 }),
    fc.uniqueArray(version(nearMs), { maxLength: 2, selector: ({ fromMs }) => fromMs }),
  )
  .map(([first, others]) => ({
    versions: [...(first ? [first] : []), ...others.toSorted((a, b) => a.fromMs - b.fromMs)],
  }))

/** Nine to six on working days in Berlin; two hours on one Saturday, closed at Christmas. */
export const berlinOffice: BusinessCalendar = {
  versions: [
    {
      fromMs: Date.parse('2020-01-01T00:00:00Z'),
      timeZone: 'Europe/Berlin',
      weekdays: [office(), office(), office(), office(), office(), [], []],
      days: new Map([
        ['2026-12-25', []],
        ['2026-12-05', [{ fromMinute: 600, toMinute: 720 }]],
      ]),
    },
  ],
}

function office(): readonly OpenInterval[] {
  return [
    { fromMinute: 540, toMinute: 780 },
    { fromMinute: 840, toMinute: 1080 },
  ]
}

/** Business time as one counts it with a clock in hand; for versions and clock changes at full minutes. */
export function countedBusinessMs(calendar: BusinessCalendar, fromMs: number, toMs: number): number {
  let ms = 0
  for (let minute = Math.floor(fromMs / minuteMs) * minuteMs; minute < toMs; minute += minuteMs)
    if (isOpenAt(calendar, minute)) ms += Math.min(toMs, minute + minuteMs) - Math.max(fromMs, minute)
  return ms
}

function isOpenAt(calendar: BusinessCalendar, atMs: number): boolean {
  const inForce = calendar.versions.findLast(({ fromMs }) => fromMs <= atMs)
  if (!inForce) return false
  const { date, minute } = clockOf(inForce.timeZone, atMs)
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay()
  const today = inForce.days.get(date) ?? inForce.weekdays[weekday === 0 ? 6 : weekday - 1] ?? []
  return today.some(({ fromMinute, toMinute }) => fromMinute <= minute && minute < toMinute)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string, atMs: number): { date: string; minute: number } {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  formats.set(timeZone, format)
  // Swedes write 2026-03-29 14:05.
  const [date = '', time = ''] = format.format(atMs).split(' ')
  const [hour, minute] = time.split(':')
  return { date, minute: Number(hour) * 60 + Number(minute) }
}

export const testSpanMs = 6 * dayMs
