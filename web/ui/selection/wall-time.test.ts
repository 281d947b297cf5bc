import { assert, constantFrom, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endAtWall, instantAtWall, wallEnd, wallTime } from './wall-time.ts'

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Atlantic/Azores',
  'Pacific/Apia',
  'Pacific/Kiritimati',
]

describe('wall time', () => {
  test('read back gives the same clock face, outside of changes of clocks', () => {
    const minutes = integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2030, 0, 1) / 60_000 })
    assert(
      property(minutes, constantFrom(...zones), (minute, zone) => {
        const shown = wallTime(minute * 60_000, zone)
        const instant = instantAtWall(shown.date, shown.time, zone)
        expect(instant === undefined ? undefined : wallTime(instant, zone)).toEqual(shown)
      }),
    )
  })

  test('a time that occurs twice means the first of the two', () => {
    expect(instantAtWall('2026-10-25', '02:30', 'Europe/Berlin')).toBe(
      Date.parse('2026-10-25T02:30:00+02:00'),
    )
  })

  test('a time that is skipped means the moment after the change', () => {
    expect(instantAtWall('2026-03-29', '02:30', 'Europe/Berlin')).toBe(
      Date.parse('2026-03-29T03:30:00+02:00'),
    )
  })

  test('a midnight that is skipped means the start of the day', () => {
    expect(instantAtWall('2026-03-29', '00:00', 'Atlantic/Azores')).toBe(Date.parse('2026-03-29T01:00:00Z'))
  })

  test('an end without a time is the end of that day, also when it has 25 hours', () => {
    const end = endAtWall('2026-10-25', '', 'Europe/Berlin')
    expect(end).toBe(Date.parse('2026-10-26T00:00:00+01:00'))
    expect(wallEnd(end ?? 0, 'Europe/Berlin')).toEqual({ date: '2026-10-25', time: '' })
  })

  test('what is no date or time is refused', () => {
    expect(instantAtWall('', '00:00', 'UTC')).toBeUndefined()
    expect(endAtWall('2026-02-31x', '', 'UTC')).toBeUndefined()
  })
})
