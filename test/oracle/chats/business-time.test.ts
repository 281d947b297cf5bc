import { describe, expect, test } from 'vitest'
import type { CalendarVersion, GroupVersion } from '../../../src/chats/index.ts'
import { businessTimeOf } from './business-time.ts'
import { at, officeHours, settingsOf, supportGroup } from './chat-story.fixture.ts'

const minuteMs = 60_000
const between = (versions: readonly GroupVersion[], from: string, to: string): number | null =>
  businessTimeOf(settingsOf({ support: versions }))('support', Date.parse(from), Date.parse(to))
const withCalendar = (...versions: CalendarVersion[]): GroupVersion => ({
  ...supportGroup,
  calendar: { versions },
})
const iso = (time: string): string => new Date(at(time)).toISOString()
const every = (fromMinute: number, toMinute: number, timeZone: string): CalendarVersion => {
  const hours = [{ fromMinute, toMinute }]
  return { ...officeHours, timeZone, weekdays: [hours, hours, hours, hours, hours, hours, hours] }
}

describe('business time', () => {
  test('is what lies within the hours, to the millisecond', () => {
    expect(between([supportGroup], iso('08:00'), iso('09:00:00.001'))).toBe(1)
    expect(between([supportGroup], iso('17:59:59.999'), iso('+1 09:10'))).toBe(1 + 10 * minuteMs)
    // Friday evening to Monday morning.
    expect(between([supportGroup], iso('+4 17:30'), iso('+7 09:30'))).toBe(60 * minuteMs)
    expect(between([supportGroup], iso('12:00'), iso('12:00'))).toBe(0)
  })

  test('goes by the hours of a date before those of its weekday', () => {
    const holiday = { ...officeHours, days: new Map([['2026-09-08', []]]) }
    expect(between([withCalendar(holiday)], iso('17:00'), iso('+2 10:00'))).toBe(120 * minuteMs)
  })

  test("is read from the wall clock of the calendar's zone: what is repeated counts twice, what is skipped never", () => {
    const night = withCalendar(every(150, 180, 'Europe/Berlin'))
    expect(between([night], '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toBe(60 * minuteMs)
    expect(between([night], '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toBe(0)
    const kathmandu = withCalendar(every(540, 600, 'Asia/Kathmandu'))
    expect(between([kathmandu], '2026-09-07T03:10:00Z', '2026-09-07T03:20:00Z')).toBe(5 * minuteMs)
  })

  test('goes by the version in force at each moment, of the group and of its calendar', () => {
    const later = { ...every(0, 1_440, 'UTC'), fromMs: at('20:00') }
    expect(between([withCalendar(officeHours, later)], iso('17:00'), iso('21:00'))).toBe(120 * minuteMs)
    const changed = { ...withCalendar({ ...later, fromMs: 0 }), fromMs: at('12:00:00.5') }
    expect(between([supportGroup, changed], iso('12:00'), iso('12:01'))).toBe(minuteMs)
  })

  test('is null where the group had no calendar for a part of the stretch, which is not zero', () => {
    const none = { ...supportGroup, calendar: null }
    expect(between([none], iso('09:00'), iso('10:00'))).toBeNull()
    expect(between([{ ...supportGroup, fromMs: at('12:00') }], iso('09:00'), iso('10:00'))).toBeNull()
    const later = { ...supportGroup, fromMs: at('09:30') }
    expect(between([none, later], iso('09:00'), iso('10:00'))).toBeNull()
    expect(between([none, later], iso('09:30'), iso('10:00'))).toBe(30 * minuteMs)
    expect(between([withCalendar({ ...officeHours, fromMs: at('12:00') })], iso('09:00'), iso('10:00'))).toBe(
      0,
    )
    expect(businessTimeOf(settingsOf({}))('support', 0, 1)).toBeNull()
  })
})
