import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromValues, hoursFaults, newWeek, nextHours, toValues } from './calendar-values.ts'
import { minuteOf, parseTime } from './parse-time.ts'
import { weekSummary } from './week-summary.ts'

describe('a time of day', () => {
  it.each([
    ['9', '09:00'],
    ['09', '09:00'],
    ['930', '09:30'],
    ['1845', '18:45'],
    ['9:30', '09:30'],
    ['9.30', '09:30'],
    [' 24 ', '24:00'],
    ['0', '00:00'],
  ])('may be written %s', (text, time) => {
    expect(parseTime(text)).toBe(time)
  })

  it.each(['', '25', '24:01', '9:60', '9:3', 'nine', '-1', '12345'])('is not "%s"', (text) => {
    expect(parseTime(text)).toBeNull()
  })

  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_440 }), (minute) => {
        const text = `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
        expect(minuteOf(parseTime(text) ?? '')).toBe(minute)
      }),
    )
  })
})

describe('hours of a calendar', () => {
  it('come back from the form as they went in', () => {
    const version = {
      time_zone: 'Europe/Berlin',
      weekdays: newWeek(),
      days: [{ date: '2026-12-25', name: 'Christmas', hours: [] }],
    }
    expect(fromValues(toValues(version), null)).toEqual({ ...version, from: null })
  })

  it('are faulty where they overlap, end before they begin, or are none', () => {
    const weekdays = [
      [
        { from: '9', to: '13' },
        { from: '12:30', to: '18' },
      ],
      [{ from: '18', to: '9' }],
      [{ from: 'x', to: '25' }],
      [{ from: '24', to: '24' }],
    ]
    const days = [
      { date: '', name: '', hours: [] },
      { date: '2026-12-25', name: '', hours: [{ from: '10', to: '10' }] },
      { date: '2026-12-25', name: '', hours: [] },
    ]
    expect(hoursFaults({ weekdays, days })).toEqual({
      'weekdays.0.1.from': 'hours_overlap',
      'weekdays.1.0.to': 'hours_order',
      'weekdays.2.0.from': 'time_wrong',
      'weekdays.2.0.to': 'time_wrong',
      'weekdays.3.0.from': 'time_wrong',
      'weekdays.3.0.to': 'hours_order',
      'days.0.date': 'date_missing',
      'days.1.hours.0.to': 'hours_order',
      'days.2.date': 'date_twice',
    })
  })

  it('that are added fit behind those that are there, as long as there is room', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_378 }), (end) => {
        const to = `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`
        const hours = [{ from: '00:00', to }]
        expect(hoursFaults({ weekdays: [[...hours, nextHours(hours)]], days: [] })).toEqual({})
      }),
    )
    expect(nextHours([])).toEqual({ from: '09:00', to: '18:00' })
  })

  it('are summed up by days that are alike', () => {
    expect(weekSummary(newWeek()).map(({ first, last }) => [first, last])).toEqual([
      [1, 5],
      [6, 7],
    ])
  })
})
