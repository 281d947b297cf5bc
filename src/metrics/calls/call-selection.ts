import { type CallFilters, callDimensions } from '../../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../../core/index.ts'
import { localHourSql, localSecondsSql, localWeekdaySql } from '../plan/local-time-sql.ts'
import type { PeriodInZone } from '../plan/period-of.ts'
import { type MomentColumns, periodConditions } from '../plan/period-sql.ts'
import type { Selection } from '../plan/selection.ts'
import { allOf, type SqlText, sqlText } from '../plan/sql-text.ts'
import { callDimensionSpecs } from './call-dimensions.ts'

/** A call belongs to the period in which it started. */
export const startedColumns: MomentColumns = { at: 'started_at', hour: 'started_hour' }

/** The one place where period and filters become SQL: for numbers, lists and exports of calls alike. */
export function planCallSelection(
  { period, zone }: PeriodInZone,
  filters: CallFilters,
): Result<Selection, Failure<'invalid_filter'>> {
  if (filters.connection?.some((value) => value !== null && !isUuid(value)))
    return fail('invalid_filter', 'Filter connections by their ids, or by null for events posted to the API.')
  const local = localSecondsSql(period, zone, startedColumns)
  return ok({
    aliases: [
      sqlText(`${local.sql} AS local_seconds`, local.params),
      sqlText(`${localWeekdaySql} AS local_weekday`),
      sqlText(`${localHourSql} AS local_hour`),
    ],
    where: allOf([...periodConditions(period, startedColumns), ...filterConditions(filters)]),
  })
}

/** Values of one filter are alternatives, filters restrict each other, null is "not known". */
function filterConditions(filters: CallFilters): readonly SqlText[] {
  return callDimensions.flatMap((name) => {
    if (name === 'time') return []
    const values = filters[name]
    if (!values) return []
    const { sql, type, unknown } = callDimensionSpecs[name]
    const param = `filter_${name}`
    return [
      sqlText(`${sql} IN {${param}:Array(${type})}`, {
        [param]: values.map((value) => value ?? unknown ?? ''),
      }),
    ]
  })
}
