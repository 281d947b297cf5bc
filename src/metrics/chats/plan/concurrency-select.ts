import { column } from '../../plan/build-query.ts'
import { allOf, sqlText } from '../../plan/sql-text.ts'
import { noMoment } from '../catalogue/chat-source.ts'
import { chatsTouching, filterConditions } from './chat-conditions.ts'
import type { ChatPlan, ChatScope } from './chat-plan.ts'
import { standingSql } from './chat-select.ts'
import {
  bucketParams,
  maxPresenceRows,
  type PresenceSelect,
  placeSql,
  rangeColumns,
  stretchesFor,
} from './presence-select.ts'
import { unfolding } from './unfold-sql.ts'

/** Twice the moment of a stretch that has no end; later than all others. */
const never = 9_000_000_000_000_000

/**
 * One sweep for each operator and standing: the beginnings and ends of its stints in order, and how many stints there are after each.
 * A moment is written as twice its milliseconds, and one more for a beginning, so that of one moment ends come first.
 */
function sweeps(
  names: readonly string[],
  scope: ChatScope,
  beforeMs: number,
): { readonly sql: (chats: string) => string; readonly params: PresenceSelect['params'] } {
  const stretches = stretchesFor('concurrency')
  const where = allOf([
    ...chatsTouching(beforeMs, scope.period.fromMs, stretches.until),
    ...filterConditions(scope.filters, stretches),
    sqlText(`stint_operator != ''`),
    sqlText(`stint_from < fromUnixTimestamp64Milli({before_ms:Int64}, 'UTC')`, { before_ms: beforeMs }),
    sqlText(`(stint_to = ${noMoment} OR stint_to > fromUnixTimestamp64Milli({period_ms:Int64}, 'UTC'))`, {
      period_ms: scope.period.fromMs,
    }),
  ])
  const begun = `greatest(toUnixTimestamp64Milli(stint_from), {period_ms:Int64}) * 2 + 1`
  const ended = `if(stint_to = ${noMoment}, ${never}, toUnixTimestamp64Milli(stint_to) * 2)`
  const list = [
    ...names.map((name, index) => `${standingSql(name, stretches)} AS ${column.dimension(index)}`),
    'stint_operator AS operator',
    `arraySort(groupArrayArray([${begun}, ${ended}])) AS codes`,
    'arrayCumSum(code -> if(code % 2 = 1, 1, -1), codes) AS levels',
  ]
  const keys = [...names.map((_, index) => column.dimension(index)), 'operator']
  return {
    sql: (chats) =>
      [
        `SELECT\n  ${list.join(',\n  ')}`,
        `FROM ${chats}`,
        ...unfolding('stint', [...list, where.sql].join('\n')),
        `WHERE ${where.sql}`,
        `GROUP BY ${keys.join(', ')}`,
      ].join('\n'),
    params: where.params,
  }
}

/** `value` by standing: the most chats that one operator had at once, at any moment of the period. */
export function mostAtOnce(names: readonly string[], scope: ChatScope, beforeMs: number): PresenceSelect {
  const { sql, params } = sweeps(names, scope, beforeMs)
  const keys = names.map((_, index) => column.dimension(index))
  return {
    sql: (chats) =>
      [
        `SELECT ${[...keys, 'max(arrayMax(levels)) AS value'].join(', ')}`,
        `FROM (\n${sql(chats)}\n)`,
        ...(keys.length > 0 ? [`GROUP BY ${keys.join(', ')}`] : []),
        `LIMIT ${maxPresenceRows + 1}`,
      ].join('\n'),
    params,
  }
}

/** Rows `level`, `place`, `value`: see `spreadRanges`. The same for each bucket. */
export function mostAtOnceByBucket(
  names: readonly string[],
  plan: ChatPlan,
  beforeMs: number,
): PresenceSelect {
  const { sql, params } = sweeps(names, plan, beforeMs)
  const keys = names.map((_, index) => column.dimension(index))
  // From one moment to the next the number stays; the last millisecond before the next says how far the stretch reaches.
  const from = placeSql('toUInt32(intDiv(code, 2000))')
  const lastMs = '(intDiv(next, 2) - 1)'
  const to = `if(${lastMs} >= {before_ms:Int64}, {bucket_count:Int32}, ${placeSql(`toUInt32(intDiv(${lastMs}, 1000))`)} + 1)`
  return {
    sql: (chats) =>
      [
        `SELECT\n  ${[...keys, ...rangeColumns(from, to), 'max(number) AS value'].join(',\n  ')}`,
        `FROM (\n${sql(chats)}\n)`,
        'ARRAY JOIN codes AS code, levels AS number, arrayPushBack(arrayPopFront(codes), toInt64(' +
          `${never})) AS next`,
        'WHERE number > 0 AND intDiv(next, 2) > intDiv(code, 2)',
        `GROUP BY ${[...keys, 'level', 'place'].join(', ')}`,
        `LIMIT ${maxPresenceRows + 1}`,
      ].join('\n'),
    params: { ...params, ...bucketParams(plan) },
  }
}

/** `operator` and `at_ms` of the greatest number at once in the period, the earliest moment of the first operator. */
export function busiestMoment(scope: ChatScope, beforeMs: number): PresenceSelect {
  const { sql, params } = sweeps([], scope, beforeMs)
  return {
    sql: (chats) => `SELECT operator, intDiv(codes[indexOf(levels, arrayMax(levels))], 2) AS at_ms
FROM (
${sql(chats)}
)
ORDER BY arrayMax(levels) DESC, operator
LIMIT 1`,
    params,
  }
}
