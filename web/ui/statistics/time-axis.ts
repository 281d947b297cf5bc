import type { Granularity } from '../../../src/contract/index.ts'
import { endOfBucket, isoWeekday, offsetMsAt, type Period } from '../../../src/core/time/index.ts'
import type { Formats } from '../../../src/messages/index.ts'

/** One place of the time axis: `[fromMs, toMs)` is the part of the bucket that lies in the period. */
export interface TimePlace {
  readonly fromMs: number
  readonly toMs: number
  readonly label: string
  readonly fullLabel: string
}

export interface TimeAxis {
  readonly places: readonly TimePlace[]
  /** First place that is not over, or whose bucket is cut off by the end of the period. */
  readonly incompleteFrom: number | undefined
  /** First place that has not begun: nothing can be there yet, which is not the same as zero. */
  readonly futureFrom: number
}

interface TimeAxisInput {
  /** Starts of the buckets as the API gives them, in order. */
  readonly times: readonly string[]
  readonly period: Period
  readonly granularity: Granularity
  readonly zone: string
  readonly asOfMs: number
  readonly format: Formats
}

export function timeAxis(input: TimeAxisInput): TimeAxis {
  const { times, period, granularity, zone, asOfMs, format } = input
  const starts = times.map((time) => Date.parse(time))
  const write = labelWriter(granularity, zone, format, starts)
  const places = starts.map((start, index) => ({
    fromMs: Math.max(start, period.fromMs),
    toMs: Math.min(starts[index + 1] ?? period.toMs, period.toMs),
    ...write(start, index),
  }))
  const last = starts.at(-1)
  const endMs = last === undefined ? period.toMs : endOfBucket(last, granularity, zone)
  const overUntilMs = Math.min(asOfMs, period.toMs)
  const incomplete = starts.findIndex((_, index) => (starts[index + 1] ?? endMs) > overUntilMs)
  const future = starts.findIndex((start) => start > asOfMs)
  return {
    places,
    incompleteFrom: incomplete === -1 ? undefined : incomplete,
    futureFrom: future === -1 ? starts.length : future,
  }
}

function labelWriter(
  granularity: Granularity,
  zone: string,
  format: Formats,
  starts: readonly number[],
): (start: number, index: number) => { label: string; fullLabel: string } {
  const weekday = (ms: number): string => format.weekday(isoWeekday(ms + offsetMsAt(ms, zone)))
  switch (granularity) {
    case 'hour':
      return (start) => ({
        label: hourLabel(start, starts.length, format),
        fullLabel: `${weekday(start)}, ${format.dateTime(start)}–${format.time(endOfBucket(start, 'hour', zone))}`,
      })
    case 'day':
      return (start) => ({
        label: format.dayMonth(start),
        fullLabel: `${weekday(start)}, ${format.date(start)}`,
      })
    case 'week':
      return (start, index) => ({
        label: format.dayMonth(start),
        fullLabel: `${format.dayMonth(start)} – ${format.date((starts[index + 1] ?? endOfBucket(start, 'week', zone)) - 1)}`,
      })
    case 'month':
      return (start) => ({ label: format.month(start), fullLabel: format.month(start) })
  }
}

/** Up to two days every hour can be named; beyond, the days are. */
const mostNamedHours = 50

function hourLabel(start: number, hours: number, format: Formats): string {
  const time = format.time(start)
  if (time === '00:00') return format.dayMonth(start)
  return hours > mostNamedHours ? '' : time
}

/** Values over the axis, with nothing in places that have not begun. */
export function untilNow<T>(values: readonly T[], axis: TimeAxis): (T | null)[] {
  return values.map((value, index) => (index < axis.futureFrom ? value : null))
}
