import { latencyBandsMs, type MessageFilters } from '../../contract/index.ts'
import { type Failure, ok, type Period, type Result } from '../../core/index.ts'
import { filterConditions } from './filter-conditions.ts'
import { localHourSql, localSecondsSql, localWeekdaySql } from './local-time-sql.ts'
import { createdColumns, periodConditions } from './period-sql.ts'
import { allOf, type SqlText, sqlText } from './sql-text.ts'
import { statusNowAliases, type TimeOuts } from './timed-out-sql.ts'

/** The messages that a question is about: one WHERE, and the aliases that its pieces name. */
export interface Selection {
  /** `expression AS alias` for WITH; the engine computes only the ones that are used. */
  readonly aliases: readonly SqlText[]
  readonly where: SqlText
}

export interface SelectionInput {
  readonly period: Period
  readonly zone: string
  readonly filters: MessageFilters
  readonly asOfMs: number
  readonly timeOuts: TimeOuts
}

/** The one place where period, filters and time-outs become SQL: for numbers, lists and exports alike. */
export function planSelection(input: SelectionInput): Result<Selection, Failure<'invalid_filter'>> {
  const conditions = filterConditions(input.filters)
  if (!conditions.ok) return conditions
  const localSeconds = localSecondsSql(input.period, input.zone, createdColumns)
  return ok({
    aliases: [
      ...statusNowAliases(input.period, input.asOfMs, input.timeOuts),
      sqlText(`${localSeconds.sql} AS local_seconds`, localSeconds.params),
      sqlText(`${localWeekdaySql} AS local_weekday`),
      sqlText(`${localHourSql} AS local_hour`),
      // A clock that was set back gives times below zero: they belong to the first band.
      sqlText(
        `if(latency_ms IS NULL, -1, roundDown(greatest(assumeNotNull(latency_ms), 0), {latency_bands:Array(Int64)})) AS latency_band`,
        { latency_bands: latencyBandsMs },
      ),
    ],
    where: allOf([...periodConditions(input.period, createdColumns), ...conditions.value]),
  })
}
