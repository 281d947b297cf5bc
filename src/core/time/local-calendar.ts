import { dayMs, type Granularity, hourMs } from './period.ts'

/*
 * Calendar arithmetic on local wall time. A wall time is written as the epoch milliseconds that it would be in UTC,
 * so that the arithmetic needs no zone; `offset-segments.ts` turns wall times into instants.
 */

/** Start of the local unit that holds the wall time. */
export function floorLocal(localMs: number, granularity: Granularity): number {
  if (granularity === 'hour') return Math.floor(localMs / hourMs) * hourMs
  const day = Math.floor(localMs / dayMs)
  if (granularity === 'day') return day * dayMs
  if (granularity === 'week') return (day - (isoWeekday(localMs) - 1)) * dayMs
  const date = new Date(localMs)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth())
}

/** Start of a unit `count` units after the one that starts at `startLocalMs`. */
export function addLocal(startLocalMs: number, granularity: Granularity, count: number): number {
  if (granularity === 'month') return addMonths(startLocalMs, count)
  const unitMs = { hour: hourMs, day: dayMs, week: 7 * dayMs }[granularity]
  return startLocalMs + count * unitMs
}

function addMonths(startLocalMs: number, count: number): number {
  const date = new Date(startLocalMs)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count)
}

/** ISO weekday of a wall time: Monday = 1 … Sunday = 7. */
export function isoWeekday(localMs: number): number {
  const day = Math.floor(localMs / dayMs)
  // Day 0 of the epoch was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1
}
