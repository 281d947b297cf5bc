import { addLocal, floorLocal } from './local-calendar.ts'
import { firstInstantAtLocal, type OffsetSegment, offsetSegments } from './offset-segments.ts'
import { dayMs, type Granularity, hourMs, type Period } from './period.ts'

/** Above this a list of buckets is a mistake of the caller; questions have a lower limit of their own. */
const maxBuckets = 200_000
const shortestUnitMs = { hour: hourMs, day: 23 * hourMs, week: 6 * dayMs, month: 27 * dayMs }

/**
 * Starts of the local hours, days, ISO weeks or months that cover a half-open period, as epoch milliseconds in
 * ascending order. The first one is at or before `fromMs`; each bucket ends where the next one starts.
 *
 * An hour is a stretch of constant wall hour and offset: a repeated hour gives two buckets, a change of half an hour
 * gives buckets of half an hour. A day, week or month begins at the first instant at which the local clock shows its
 * first date or a later one: a skipped day gives no bucket. Source: docs/metrics.md (buckets are UTC ranges).
 */
export function bucketsOf(period: Period, granularity: Granularity, zone: string): readonly number[] {
  if (period.toMs <= period.fromMs) return []
  if ((period.toMs - period.fromMs) / shortestUnitMs[granularity] > maxBuckets)
    throw new RangeError(`A period of more than ${maxBuckets} buckets was asked for.`)
  const window = widen(period, granularity)
  const segments = offsetSegments(window, zone)
  const starts = granularity === 'hour' ? hourStarts(segments) : unitStarts(segments, granularity)
  return covering(starts, period)
}

/** End of the bucket that holds an instant: the start of the next one. Epoch milliseconds. */
export function endOfBucket(instantMs: number, granularity: Granularity, zone: string): number {
  const window = widen({ fromMs: instantMs, toMs: instantMs + 1 }, granularity)
  const segments = offsetSegments(window, zone)
  const starts = granularity === 'hour' ? hourStarts(segments) : unitStarts(segments, granularity)
  const end = starts.find((start) => start > instantMs)
  if (end === undefined) throw new RangeError('No bucket follows the instant.')
  return end
}

/** Wide enough to hold a whole unit and a skipped day on either side. */
function widen(period: Period, granularity: Granularity): Period {
  const marginMs = { hour: 3 * hourMs, day: 3 * dayMs, week: 16 * dayMs, month: 64 * dayMs }[granularity]
  return { fromMs: period.fromMs - marginMs, toMs: period.toMs + marginMs }
}

function hourStarts(segments: readonly OffsetSegment[]): number[] {
  const starts: number[] = []
  for (const { fromMs, toMs, offsetMs } of segments) {
    starts.push(fromMs)
    const firstFullHour = floorLocal(fromMs + offsetMs, 'hour') + hourMs - offsetMs
    for (let start = firstFullHour; start < toMs; start += hourMs) starts.push(start)
  }
  return starts
}

function unitStarts(segments: readonly OffsetSegment[], granularity: Granularity): number[] {
  const starts: number[] = []
  const first = segments[0]
  if (!first) return starts
  let local = addLocal(floorLocal(first.fromMs + first.offsetMs, granularity), granularity, 1)
  while (starts.length <= maxBuckets) {
    const start = firstInstantAtLocal(segments, local)
    if (start === undefined) return starts
    // A skipped day begins where the day after it does.
    if (start !== starts.at(-1)) starts.push(start)
    local = addLocal(local, granularity, 1)
  }
  return starts
}

function covering(starts: readonly number[], period: Period): readonly number[] {
  const firstInside = starts.findIndex((start) => start > period.fromMs)
  const from = firstInside === -1 ? starts.length - 1 : firstInside - 1
  const firstAfter = starts.findIndex((start) => start >= period.toMs)
  return starts.slice(from, firstAfter === -1 ? starts.length : firstAfter)
}
