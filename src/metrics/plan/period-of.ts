import { dayMs, type Failure, fail, ok, type Period, parseTimeZone, type Result } from '../../core/index.ts'

/** What a question may ask for; earlier and later instants do not exist in the facts. */
const earliestMs = Date.UTC(1980, 0)
const latestMs = Date.UTC(2100, 0)
/** Five years with their leap days. */
const longestPeriodMs = 5 * 366 * dayMs

export interface PeriodInZone {
  readonly period: Period
  readonly zone: string
}

type PeriodFailure = Failure<'invalid_time_zone' | 'invalid_period'>

/**
 * Reads the period of a question: RFC 3339 instants, half-open, at most five years. The zone is the company's where
 * the question names none. Fails with `invalid_time_zone` or `invalid_period`.
 */
export function fromApiPeriod(
  asked: { readonly from: string; readonly to: string; readonly time_zone?: string | undefined },
  companyZone: string,
): Result<PeriodInZone, PeriodFailure> {
  const zone = parseTimeZone(asked.time_zone ?? companyZone)
  if (!zone.ok) return zone
  const period = { fromMs: Date.parse(asked.from), toMs: Date.parse(asked.to) }
  if (Number.isNaN(period.fromMs) || Number.isNaN(period.toMs))
    return fail(
      'invalid_period',
      'Write from and to as RFC 3339 instants, for example 2026-09-01T00:00:00+02:00.',
    )
  if (period.fromMs >= period.toMs) return fail('invalid_period', 'Let the period end after it begins.')
  if (period.fromMs < earliestMs || period.toMs > latestMs)
    return fail('invalid_period', 'Choose a period between the years 1980 and 2100.')
  if (period.toMs - period.fromMs > longestPeriodMs)
    return fail('invalid_period', 'Ask for at most five years at once.')
  return ok({ period, zone: zone.value })
}
