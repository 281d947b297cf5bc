import { describe, expect, test } from 'vitest'
import { bucketsOf, formatInstant, type Period } from '../../../src/core/time/index.ts'
import { createFormats } from '../../../src/messages/index.ts'
import { type TimeAxis, timeAxis, untilNow } from './time-axis.ts'

const zone = 'Europe/Berlin'
const format = createFormats({ language: 'en', timeZone: zone })
const period = (from: string, to: string): Period => ({ fromMs: Date.parse(from), toMs: Date.parse(to) })

function axisOf(over: Period, granularity: 'hour' | 'day' | 'week' | 'month', asOf: string): TimeAxis {
  const times = bucketsOf(over, granularity, zone).map((start) => formatInstant(start, zone))
  return timeAxis({ times, period: over, granularity, zone, asOfMs: Date.parse(asOf), format })
}

describe('the time axis', () => {
  const week = period('2026-11-16T00:00:00+01:00', '2026-11-23T00:00:00+01:00')

  test('of a period that is over has nothing incomplete', () => {
    const axis = axisOf(week, 'day', '2026-11-24T09:00:00+01:00')
    expect(axis.places).toHaveLength(7)
    expect(axis.incompleteFrom).toBeUndefined()
    expect(axis.futureFrom).toBe(7)
  })

  test('of a running period marks the day that runs, and leaves the days to come empty', () => {
    const axis = axisOf(week, 'day', '2026-11-18T09:00:00+01:00')
    expect(axis.incompleteFrom).toBe(2)
    expect(untilNow([5, 6, 1, 0, 0, 0, 0], axis)).toEqual([5, 6, 1, null, null, null, null])
  })

  test('marks a last bucket that the end of the period cuts off', () => {
    const axis = axisOf(
      period('2026-11-16T00:00:00+01:00', '2026-11-18T12:00:00+01:00'),
      'day',
      '2026-12-01T00:00:00Z',
    )
    expect(axis.incompleteFrom).toBe(2)
  })

  test('divides exactly the period, also where its ends are inside of buckets', () => {
    const over = period('2026-11-16T10:30:00+01:00', '2026-11-18T12:00:00+01:00')
    const { places } = axisOf(over, 'day', '2026-12-01T00:00:00Z')
    expect(places[0]?.fromMs).toBe(over.fromMs)
    expect(places.at(-1)?.toMs).toBe(over.toMs)
    expect(places.slice(1).every((place, index) => place.fromMs === places[index]?.toMs)).toBe(true)
  })

  test('names hours, days, weeks and months in the zone', () => {
    const asOf = '2027-01-01T00:00:00Z'
    const day = period('2026-11-16T00:00:00+01:00', '2026-11-17T00:00:00+01:00')
    expect(axisOf(day, 'hour', asOf).places[1]).toMatchObject({ label: '01:00' })
    expect(axisOf(week, 'hour', asOf).places[1]).toMatchObject({ label: '' })
    expect(axisOf(week, 'hour', asOf).places[0]).toMatchObject({ label: '16 Nov' })
    expect(axisOf(week, 'day', asOf).places[0]).toMatchObject({
      label: '16 Nov',
      fullLabel: 'Mon, 16 Nov 2026',
    })
    expect(axisOf(week, 'week', asOf).places[0]?.fullLabel).toBe('16 Nov – 22 Nov 2026')
    expect(axisOf(week, 'month', asOf).places[0]?.fullLabel).toBe('November 2026')
  })

  test('of nothing is empty', () => {
    const axis = timeAxis({ times: [], period: week, granularity: 'day', zone, asOfMs: Number.NaN, format })
    expect(axis).toEqual({ places: [], incompleteFrom: undefined, futureFrom: 0 })
  })
})
