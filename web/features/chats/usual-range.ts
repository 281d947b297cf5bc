import type { ChatMetricName, MetricRow } from '../../../src/contract/index.ts'
import type { Period } from '../../../src/core/time/index.ts'
import { numberAt } from '../../api/metric-rows.ts'

/** How many weeks back "usual" looks. */
export const usualWeeks = 4

const stepMs = 5 * 60_000

/**
 * The same stretch of the same weekday in the weeks before, the latest first: from midnight on by the clock on the wall,
 * as long as today has run. It moves on in steps of five minutes, so that the questions stay the same for a while.
 * @param midnights starts of those days, by the zone's own rules
 */
export function sameStretches(today: Period, nowMs: number, midnights: readonly number[]): readonly Period[] {
  const passedMs = Math.floor((nowMs - today.fromMs) / stepMs) * stepMs
  if (passedMs <= 0) return []
  return midnights.map((fromMs) => ({ fromMs, toMs: fromMs + passedMs }))
}

export interface Usual {
  readonly least: number
  readonly most: number
  readonly verdict: 'usual' | 'above' | 'below'
}

/** At least so many of those days must have a value: of fewer nothing is said to be usual. */
const leastDays = 3

/**
 * Where a number of today stands among those days. Undefined where today or too many of those days have no value. What is
 * within a tenth of the range's ends is usual still.
 */
export function usualOf(
  metric: ChatMetricName,
  now: number | null,
  before: readonly (MetricRow | undefined)[],
): Usual | undefined {
  const values = before.map((row) => numberAt(row, metric)).filter((value) => value !== null)
  if (now === null || values.length < leastDays) return undefined
  const least = Math.min(...values)
  const most = Math.max(...values)
  const slack = most * 0.1
  const verdict = now > most + slack ? 'above' : now < least - slack ? 'below' : 'usual'
  return { least, most, verdict }
}
