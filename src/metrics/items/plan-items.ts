import type { MessageItemsQuery } from '../../contract/index.ts'
import { type Failure, hourMs, ok, type Result } from '../../core/index.ts'
import type { QueryParams } from '../../facts/index.ts'
import { metricSpec } from '../catalogue/catalogue.ts'
import { fromApiPeriod } from '../plan/period-of.ts'
import type { PlanContext } from '../plan/plan-query.ts'
import { planSelection, type Selection } from '../plan/selection.ts'
import { allOf, type SqlText, sqlText } from '../plan/sql-text.ts'
import type { HourSlice } from './hour-slices.ts'
import type { ItemCursor } from './item-cursor.ts'
import { messageSelectList } from './message-columns.ts'
import { searchCondition } from './search-condition.ts'

/** A question about the messages that one number counts. */
export type ItemsSelection = Omit<MessageItemsQuery, 'cursor' | 'limit'>

export type ItemsFailure = Failure<'invalid_time_zone' | 'invalid_period' | 'invalid_filter'>

/** A list, checked: the messages that a number counts, and those of them that a search finds. */
export interface ItemsPlan {
  readonly zone: string
  readonly selection: Selection
  readonly currency: string
}

/** The selection of the number itself, narrowed to the messages that it counts. */
export function planItems(query: ItemsSelection, context: PlanContext): Result<ItemsPlan, ItemsFailure> {
  const inZone = fromApiPeriod(query, context.company.time_zone)
  if (!inZone.ok) return inZone
  const { period, zone } = inZone.value
  const selection = planSelection({
    period,
    zone,
    filters: query.filters ?? {},
    asOfMs: context.asOfMs,
    timeOuts: context.timeOuts,
  })
  if (!selection.ok) return selection
  const counted = sqlText(`(${metricSpec(query.metric).itemSql})`)
  const search = searchCondition(query.search ?? '')
  const where = allOf([selection.value.where, counted, ...(search ? [search] : [])])
  return ok({ zone, selection: { ...selection.value, where }, currency: context.company.currency })
}

export interface ItemsText {
  readonly sql: (messages: string) => string
  readonly params: QueryParams
}

/** `SELECT count() AS total`. */
export function buildItemsTotal(plan: ItemsPlan): ItemsText {
  return build(plan, 'count() AS total', plan.selection.where, '')
}

/** How many there are in each hour of creation, the newest first. */
export function buildItemsByHour(plan: ItemsPlan): ItemsText {
  return build(
    plan,
    'toUnixTimestamp(created_hour) AS hour_s, count() AS items',
    plan.selection.where,
    'GROUP BY created_hour ORDER BY created_hour DESC',
  )
}

export interface PageAsked {
  readonly cursor: ItemCursor | undefined
  /** Only of these hours. */
  readonly slice?: HourSlice
  readonly limit: number
}

/** The newest messages after a cursor, newest first; messages of one moment by their keys. */
export function buildItemsPage(plan: ItemsPlan, { cursor, slice, limit }: PageAsked): ItemsText {
  const where = allOf([
    plan.selection.where,
    ...(cursor ? [afterCursor(cursor)] : []),
    ...(slice ? [ofHours(slice)] : []),
  ])
  return build(plan, messageSelectList, where, `ORDER BY created_at DESC, message_key DESC\nLIMIT ${limit}`)
}

function afterCursor({ createdAtMs, messageKey }: ItemCursor): SqlText {
  return sqlText(
    // The hour is in the sorting key: later hours are not read.
    `created_hour <= toDateTime({cursor_hour:UInt32}, 'UTC')
  AND (created_at, message_key) < (fromUnixTimestamp64Milli({cursor_ms:Int64}, 'UTC'), {cursor_key:UUID})`,
    {
      cursor_hour: Math.floor(createdAtMs / hourMs) * (hourMs / 1000),
      cursor_ms: createdAtMs,
      cursor_key: messageKey,
    },
  )
}

function ofHours({ fromHour, toHour }: HourSlice): SqlText {
  return sqlText(
    `created_hour BETWEEN toDateTime({slice_from:UInt32}, 'UTC') AND toDateTime({slice_to:UInt32}, 'UTC')`,
    { slice_from: fromHour, slice_to: toHour },
  )
}

function build(
  { selection, currency }: ItemsPlan,
  selectList: string,
  where: SqlText,
  ending: string,
): ItemsText {
  const { aliases } = selection
  return {
    sql: (messages) =>
      [
        `WITH\n  ${aliases.map(({ sql }) => sql).join(',\n  ')}`,
        `SELECT\n  ${selectList}`,
        `FROM ${messages}`,
        `WHERE ${where.sql}`,
        ending,
      ].join('\n'),
    params: Object.assign(
      { company_currency: currency },
      where.params,
      ...aliases.map(({ params }) => params),
    ),
  }
}
