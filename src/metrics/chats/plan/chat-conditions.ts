import type { ChatFilters } from '../../../contract/index.ts'
import { hourMs, type Period } from '../../../core/index.ts'
import { localHourSql, localSecondsSql, localWeekdaySql } from '../../plan/local-time-sql.ts'
import { type MomentColumns, periodConditions } from '../../plan/period-sql.ts'
import { allOf, type SqlText, sqlText } from '../../plan/sql-text.ts'
import { type ChatSource, openedAt } from '../catalogue/chat-source.ts'
import type { ChatScope } from './chat-plan.ts'

/** Whose an item is, for filters and dimensions. */
export type Standing = Pick<ChatSource, 'group' | 'operator' | 'closeBy'>

/** Where an item's moment is read: of the chat's opening under `arrival`, of what happened under `event`. */
export function momentColumns({ moment }: ChatSource, { terms }: ChatScope): MomentColumns {
  const isOpening = terms.clock === 'arrival' || moment === openedAt
  return isOpening ? { at: openedAt, hour: 'opened_hour' } : { at: moment, hour: null }
}

/** The items of a source that a question is about: period and filters. */
export function sourceConditions(source: ChatSource, scope: ChatScope): readonly SqlText[] {
  const columns = momentColumns(source, scope)
  return [
    ...(columns.hour === null ? chatsTouching(scope.period.toMs, scope.period.fromMs) : []),
    ...periodConditions(scope.period, columns),
    ...filterConditions(scope.filters, source),
    ...timelyConditions(source, scope),
  ]
}

/** The same for items of several moments at once, each of which says by itself that it is in the period. */
export function sharedConditions(source: ChatSource, scope: ChatScope): readonly SqlText[] {
  return [
    ...chatsTouching(scope.period.toMs, scope.period.fromMs),
    ...filterConditions(scope.filters, source),
    ...timelyConditions(source, scope),
  ]
}

/** That the moment of an item is in the period. */
export function isInPeriod({ moment }: ChatSource, { period }: ChatScope): SqlText {
  return allOf(periodConditions(period, { at: moment, hour: null }))
}

/** Aliases that conditions and dimensions name. */
export function sourceAliases(source: ChatSource, scope: ChatScope): readonly SqlText[] {
  const local = localSecondsSql(scope.period, scope.zone, momentColumns(source, scope))
  return [
    sqlText(`${local.sql} AS local_seconds`, local.params),
    sqlText(`${localWeekdaySql} AS local_weekday`),
    sqlText(`${localHourSql} AS local_hour`),
  ]
}

/**
 * Chats that can have a part in what happened between two moments: opened before the end (nothing of a chat counts before its opening),
 * and still open or not over before the beginning. What is open, waits or was closed for a while is over earlier than the chat.
 */
export function chatsTouching(
  beforeMs: number,
  sinceMs: Period['fromMs'],
  until: 'over_at' | 'open_until' | 'waiting_until' | 'reopened_at' = 'over_at',
): readonly SqlText[] {
  return [
    sqlText(`opened_hour < toDateTime({touching_hour:UInt32}, 'UTC')`, {
      touching_hour: (Math.ceil(beforeMs / hourMs) * hourMs) / 1000,
    }),
    sqlText(`${until} >= fromUnixTimestamp64Milli({touching_ms:Int64}, 'UTC')`, {
      touching_ms: sinceMs,
    }),
  ]
}

export function filterConditions(
  filters: ChatFilters,
  { group, operator, closeBy }: Standing,
): readonly SqlText[] {
  const written = [
    ['messenger', 'messenger', filters.messenger],
    ['chat', 'channel_id', filters.chat],
    ['group', group, filters.group],
    ['operator', operator, filters.operator],
    ['close_by', `toString(${closeBy})`, filters.close_by],
  ] as const
  const { with_customer_messages: withMessages } = filters
  return [
    ...written.flatMap(([name, sql, values]) =>
      values
        ? [
            isIn(
              sql,
              name,
              'String',
              values.map((value) => value ?? ''),
            ),
          ]
        : [],
    ),
    ...(withMessages === undefined
      ? []
      : [sqlText(withMessages ? 'customer_messages > 0' : 'customer_messages = 0')]),
  ]
}

function timelyConditions(source: ChatSource, { filters, terms }: ChatScope): readonly SqlText[] {
  const band = bandSql(source, terms.business)
  return [
    ...(filters.weekday ? [isIn('local_weekday', 'weekday', 'UInt8', filters.weekday)] : []),
    ...(filters.hour ? [isIn('local_hour', 'hour', 'UInt8', filters.hour)] : []),
    ...(filters.band
      ? [
          isIn(
            band,
            'band',
            'Int64',
            filters.band.map((each) => each ?? noBand),
          ),
        ]
      : []),
  ]
}

/** Band of what has no duration (yet); null in the API. */
export const noBand = -1

/** The band of an item's duration, by its lower bound in ms. */
export function bandSql(source: ChatSource, business: boolean): string {
  const ms = business ? source.businessMs : source.durationMs
  if (ms === null) return `toInt64(${noBand})`
  const banded = `roundDown(toInt64(${ms}), {response_bands:Array(Int64)})`
  return business ? `if(${source.isBusinessKnown}, ${banded}, ${noBand})` : banded
}

function isIn(sql: string, name: string, type: string, values: readonly (string | number)[]): SqlText {
  const param = `filter_${name}`
  return sqlText(`${sql} IN {${param}:Array(${type})}`, { [param]: values })
}
