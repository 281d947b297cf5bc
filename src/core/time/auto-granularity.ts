import { offsetMsAt } from './offset-segments.ts'
import { dayMs, type Granularity, type Period } from './period.ts'

/**
 * The granularity that draws a period well: hours up to two local days (at most 50 points), days up to a quarter
 * (92), ISO weeks up to two years (106), months beyond. Measured on the local clock, so that a day of 25 hours is one day.
 */
export function autoGranularity(period: Period, zone: string): Granularity {
  const localLengthMs =
    period.toMs + offsetMsAt(period.toMs, zone) - period.fromMs - offsetMsAt(period.fromMs, zone)
  const days = localLengthMs / dayMs
  if (days <= 2) return 'hour'
  if (days <= 92) return 'day'
  if (days <= 731) return 'week'
  return 'month'
}
