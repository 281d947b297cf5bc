import { bucketsOf, hourMs, isoWeekday, offsetSegments } from '../../core/index.ts'
import type { TablePlan } from '../plan/plan-table.ts'
import type { KeyValue } from './table.ts'

/** The buckets in which an item with these keys can be; the place of time among the keys does not matter. */
export type PossibleBuckets = (keys: readonly KeyValue[]) => readonly number[]

/**
 * A bucket excludes weekdays and hours that its part of the period does not have: a Monday the weekday 2, a day on which
 * the clocks go forward the hour 2. Without such keys every bucket is possible.
 */
export function possibleBuckets(plan: TablePlan): PossibleBuckets {
  const weekdayAt = plan.dimensions.findIndex(({ name }) => name === 'weekday')
  const hourAt = plan.dimensions.findIndex(({ name }) => name === 'hour')
  if (weekdayAt === -1 && hourAt === -1) return () => plan.bucketStarts
  const nameOf = (weekday: KeyValue | undefined, hour: KeyValue | undefined): string =>
    `${weekdayAt === -1 ? '' : weekday} ${hourAt === -1 ? '' : hour}`
  const found = new Map<string, number[]>()
  let bucket = 0
  for (const { startMs, localMs } of localHours(plan)) {
    while ((plan.bucketStarts[bucket + 1] ?? Number.POSITIVE_INFINITY) <= startMs) bucket += 1
    const bucketStart = plan.bucketStarts[bucket]
    if (bucketStart === undefined) break
    const name = nameOf(isoWeekday(localMs), new Date(localMs).getUTCHours())
    const starts = found.get(name)
    if (!starts) found.set(name, [bucketStart])
    else if (starts.at(-1) !== bucketStart) starts.push(bucketStart)
  }
  return (keys) => found.get(nameOf(keys[weekdayAt], keys[hourAt])) ?? []
}

interface LocalHour {
  readonly startMs: number
  /** Its wall time, written as if it were UTC. */
  readonly localMs: number
}

/** The wall hours of the period, in order. Where an hour begins before the period, the period's start stands for it. */
function* localHours({ period, zone }: TablePlan): Generator<LocalHour> {
  const hours = bucketsOf(period, 'hour', zone)
  // An hour is never divided by a change of clocks, so one segment tells its wall time.
  const segments = offsetSegments({ fromMs: period.fromMs, toMs: period.toMs + hourMs }, zone)
  let segment = 0
  for (const hourStartMs of hours) {
    const startMs = Math.max(hourStartMs, period.fromMs)
    while ((segments[segment]?.toMs ?? Number.POSITIVE_INFINITY) <= startMs) segment += 1
    yield { startMs, localMs: startMs + (segments[segment]?.offsetMs ?? 0) }
  }
}
