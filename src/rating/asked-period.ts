import { type Failure, fail, ok, type Period, type Result } from '../core/index.ts'

/** Longest period of a question, as everywhere. */
const maxPeriodMs = 5 * 366 * 86_400_000

/** `[from, to)` of a question; both are RFC 3339 instants that their schema has checked. */
export function askedPeriod(from: string, to: string): Result<Period, Failure<'invalid_period'>> {
  const period = { fromMs: Date.parse(from), toMs: Date.parse(to) }
  if (!(period.fromMs < period.toMs)) return fail('invalid_period', 'from must be before to.')
  if (period.toMs - period.fromMs > maxPeriodMs) return fail('invalid_period', 'Ask for at most five years.')
  return ok(period)
}

/** The condition on `created_at` that a period stands for; with `createdIn` for its values. */
export const inAskedPeriod = `created_hour >= toStartOfHour(fromUnixTimestamp64Milli({from_ms:Int64}, 'UTC'))
  AND created_hour < fromUnixTimestamp64Milli({to_ms:Int64}, 'UTC')
  AND created_at >= fromUnixTimestamp64Milli({from_ms:Int64}, 'UTC')
  AND created_at < fromUnixTimestamp64Milli({to_ms:Int64}, 'UTC')`

export function periodParams({ fromMs, toMs }: Period): { from_ms: number; to_ms: number } {
  return { from_ms: fromMs, to_ms: toMs }
}
