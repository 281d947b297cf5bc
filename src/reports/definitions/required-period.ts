import { type Failure, fail, ok, type Result } from '../../core/index.ts'
import type { ReportAsked, ReportPeriod } from './definition.ts'

/** Failure `invalid_period` where the report has none. */
export function requiredPeriod({ period }: ReportAsked): Result<ReportPeriod, Failure<'invalid_period'>> {
  return period === null ? fail('invalid_period', 'Say from when to when: send from and to.') : ok(period)
}
