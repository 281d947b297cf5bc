import { hourMs } from '../../../core/index.ts'
import { column } from '../../plan/build-query.ts'
import { isOnHour } from '../../plan/period-sql.ts'
import { type SqlText, sqlText } from '../../plan/sql-text.ts'
import { opened } from '../catalogue/chat-source.ts'
import { chatsTouching, filterConditions } from './chat-conditions.ts'
import type { ChatPlan } from './chat-plan.ts'
import {
  before,
  chatsReaching,
  grouped,
  maxPresenceRows,
  noLevel,
  type PresenceSelect,
  placeSql,
  standingNames,
} from './presence-select.ts'

/*
 * How many chats were open, without regard to whom they were with: from its opening until `open_until` a chat was, but for the gaps
 * between a closing and the reopening after it. Gaps are counted apart: few chats have any, and those of most chats were over long before.
 */

/** `value` by keys: how many were open just before a moment. */
export function openAtMoment(plan: ChatPlan, beforeMs: number): PresenceSelect {
  const filters = filterConditions(plan.filters, opened)
  const isUntil = sqlText(`open_until >= ${before}`, { before_ms: beforeMs })
  const hour = `toDateTime({before_hour:UInt32}, 'UTC')`
  const hourParams = { before_hour: Math.floor(beforeMs / hourMs) * (hourMs / 1000) }
  return added(plan, [
    { conditions: [sqlText(`opened_hour < ${hour}`, hourParams), isUntil, ...filters], value: 'count()' },
    ...(isOnHour(beforeMs)
      ? []
      : [
          {
            conditions: [
              sqlText(`opened_hour = ${hour}`, hourParams),
              isUntil,
              ...filters,
              sqlText(`opened_at < ${before}`),
            ],
            value: 'count()',
          },
        ]),
    {
      conditions: [
        ...chatsTouching(beforeMs, beforeMs, 'reopened_at'),
        ...filters,
        sqlText(`arrayExists((since, until) -> since < ${before} AND until >= ${before}, gap_from, gap_to)`),
      ],
      value: '-count()',
    },
  ])
}

/** Rows of level -1, see `byBucket`: of a stretch within one bucket beginning and end cancel each other out. */
export function openByBucket(plan: ChatPlan, beforeMs: number): PresenceSelect {
  const filters = filterConditions(plan.filters, opened)
  return added(plan, [
    {
      conditions: [...chatsReaching('open_until', plan, beforeMs), ...filters],
      place: `arrayJoin([(${placeOf('opened_at')}, 1), (${placeOf('open_until')}, -1)])`,
      value: 'sum(edge.2)',
    },
    {
      conditions: [...chatsTouching(beforeMs, plan.period.fromMs, 'reopened_at'), ...filters],
      place: `arrayJoin(arrayConcat(${ofGaps('gap_from', -1)}, ${ofGaps('gap_to', 1)}))`,
      value: 'sum(edge.2)',
    },
  ])
}

interface Part {
  readonly conditions: readonly SqlText[]
  /** Unfolds pairs of a place and a change. */
  readonly place?: string
  readonly value: string
}

/** One SELECT of several whose values are added up by keys and place. */
function added(plan: ChatPlan, parts: readonly Part[]): PresenceSelect {
  const names = standingNames(plan)
  const selects = parts.map(({ conditions, place, value }) =>
    grouped(names, opened, conditions, [
      ...(place === undefined ? [] : [`(${place} AS edge).1 AS place`]),
      `toInt64(${value}) AS value`,
    ]),
  )
  const hasPlace = parts.some(({ place }) => place !== undefined)
  const keys = [...names.map((_, index) => column.dimension(index)), ...(hasPlace ? ['place'] : [])]
  const listed = [...keys, ...(hasPlace ? [`${noLevel} AS level`] : []), 'sum(value) AS value']
  return {
    sql: (chats) =>
      [
        `SELECT ${listed.join(', ')}`,
        `FROM (\n${selects.map(({ sql }) => sql(chats)).join('\nUNION ALL\n')}\n)`,
        ...(keys.length > 0 ? [`GROUP BY ${keys.join(', ')}`] : []),
        `LIMIT ${maxPresenceRows + 1}`,
      ].join('\n'),
    params: Object.assign({}, ...selects.map(({ params }) => params)),
  }
}

/** Place of a moment's bucket; the end of all time is no number of seconds that the engine could write. */
function placeOf(at: string): string {
  return `if(${at} >= ${before}, {bucket_count:Int32}, ${placeSql(`toUnixTimestamp(least(${at}, ${before}))`)})`
}

function ofGaps(gaps: string, change: number): string {
  return `arrayMap(at -> (${placeOf('at')}, ${change}), ${gaps})`
}
