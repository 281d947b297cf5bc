import { dayMs, type Period, startOfUnit } from '../core/time/index.ts'

/**
 * How long a month lasts at least. The shortest has 28 days, and a company that moves its clock from one side of the date
 * line to the other makes it up to 26 hours shorter.
 */
const shortestMs = 25 * dayMs

/**
 * The month that is closed after the one that ended at `startMs`: up to the first local midnight that begins a month. It
 * begins where the last one ended, also where the company has another zone since then, so nothing lies between months or in
 * two of them.
 */
export function nextBillingMonth(startMs: number, zone: string): Period {
  return { fromMs: startMs, toMs: startOfUnit(startMs + shortestMs, 'month', 1, zone) }
}

/** The month that a company begins with: the one that holds its first usage. */
export function firstBillingMonth(firstUsageMs: number, zone: string): Period {
  return nextBillingMonth(startOfUnit(firstUsageMs, 'month', 0, zone), zone)
}
