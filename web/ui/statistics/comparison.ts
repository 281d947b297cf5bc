import { type Period, previousPeriod } from '../../../src/core/time/index.ts'
import type { MetricUnit } from './metric-text.ts'

const stepMs = 5 * 60_000

/**
 * With what the counters are compared. A period that is over: the previous one. A period that runs: only as much of
 * the previous one as has passed of this one, or every morning would look like a collapse. Moves on in steps of
 * five minutes, so that the question stays the same for a while. Undefined in the first five minutes.
 */
export function comparisonPeriod(
  period: Period,
  zone: string,
  nowMs: number,
): { readonly period: Period; readonly partial: boolean } | undefined {
  const previous = previousPeriod(period, zone)
  if (nowMs >= period.toMs) return { period: previous, partial: false }
  const passedMs = Math.floor((nowMs - period.fromMs) / stepMs) * stepMs
  if (passedMs <= 0) return undefined
  return {
    period: { fromMs: previous.fromMs, toMs: Math.min(previous.toMs, previous.fromMs + passedMs) },
    partial: true,
  }
}

export type Tone = 'good' | 'bad' | 'neutral'
/** Whether more of a number is good news. */
export type GoodWhen = 'up' | 'down' | 'neutral'

export interface Change {
  /** Relative change for amounts, difference for ratios. */
  readonly by: number
  readonly kind: 'relative' | 'points'
  readonly tone: Tone
}

/** The change from `before` to `now`; undefined where there is nothing to compare. */
export function changeOf(
  now: number | null,
  before: number | null,
  unit: MetricUnit,
  goodWhen: GoodWhen,
): Change | undefined {
  if (now === null || before === null) return undefined
  const difference = now - before
  const tone: Tone =
    difference === 0 || goodWhen === 'neutral'
      ? 'neutral'
      : difference > 0 === (goodWhen === 'up')
        ? 'good'
        : 'bad'
  if (unit === 'ratio') return { by: difference, kind: 'points', tone }
  if (before === 0) return now === 0 ? { by: 0, kind: 'relative', tone } : undefined
  return { by: difference / Math.abs(before), kind: 'relative', tone }
}
