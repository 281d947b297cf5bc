import type { CallMetricName } from '../../contract/index.ts'
import type { CompanyTables } from '../../facts/index.ts'
import { spend } from './call-metric-specs.ts'

/** Whether a number is of charges, which stand apart from the facts of calls. */
export function needsCharges(metrics: readonly CallMetricName[]): boolean {
  return metrics.includes(spend.name)
}

/**
 * Calls of a question's period with their charges beside them. The hours are bound by the question itself (`periodConditions`): what is
 * joined is no more than its period.
 */
export function callsWithCharges({
  calls,
  callCharges,
}: Pick<CompanyTables, 'calls' | 'callCharges'>): string {
  return `(
SELECT * FROM (SELECT * FROM ${calls} WHERE ${within('started_hour')}) AS told
LEFT JOIN (
SELECT call_key, charge_state, charge, charge_currency FROM ${callCharges} WHERE ${within('created_hour')}
) AS charges USING (call_key)
)`
}

function within(hour: string): string {
  return `${hour} >= toDateTime({from_hour:UInt32}, 'UTC') AND ${hour} < toDateTime({to_hour:UInt32}, 'UTC')`
}
