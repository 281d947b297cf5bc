import { hourMs } from '../../core/index.ts'
import type { QueryParams } from '../../facts/index.ts'
import type { Selection } from '../plan/selection.ts'
import { allOf, type SqlText, sqlText } from '../plan/sql-text.ts'
import type { HourSlice } from './hour-slices.ts'
import type { ItemCursor } from './item-cursor.ts'
import type { ListedTable } from './listed-table.ts'

/** A list, checked: the items that a number counts, and those of them that a search finds. */
export interface ItemsPlan<Row, Item> {
  readonly list: ListedTable<Row, Item>
  readonly zone: string
  readonly selection: Selection
  readonly currency: string
}

/** What the text of a list needs of its plan. */
type Listed = Pick<ItemsPlan<never, unknown>, 'selection' | 'currency'> & {
  readonly list: Pick<ListedTable<never, unknown>, 'at' | 'hour' | 'key' | 'select'>
}

export interface ItemsText {
  readonly sql: (table: string) => string
  readonly params: QueryParams
}

/** `SELECT count() AS total`. */
export function buildItemsTotal(plan: Listed): ItemsText {
  return build(plan, 'count() AS total', plan.selection.where, '')
}

/** How many there are in each hour, the newest first. */
export function buildItemsByHour(plan: Listed): ItemsText {
  const { hour } = plan.list
  return build(
    plan,
    `toUnixTimestamp(${hour}) AS hour_s, count() AS items`,
    plan.selection.where,
    `GROUP BY ${hour} ORDER BY ${hour} DESC`,
  )
}

export interface PageAsked {
  readonly cursor: ItemCursor | undefined
  /** Only of these hours. */
  readonly slice?: HourSlice
  readonly limit: number
}

/** The newest items after a cursor, newest first; those of one moment by their keys. */
export function buildItemsPage(plan: Listed, { cursor, slice, limit }: PageAsked): ItemsText {
  const { at, key, select } = plan.list
  const where = allOf([
    plan.selection.where,
    ...(cursor ? [afterCursor(plan.list, cursor)] : []),
    ...(slice ? [ofHours(plan.list, slice)] : []),
  ])
  const placed = `${key} AS item_key,\n  toUnixTimestamp64Milli(${at}) AS item_ms`
  return build(plan, `${placed},\n  ${select}`, where, `ORDER BY ${at} DESC, ${key} DESC\nLIMIT ${limit}`)
}

function afterCursor({ at, hour, key }: Listed['list'], { momentMs, itemKey }: ItemCursor): SqlText {
  return sqlText(
    // The hour is in the sorting key: later hours are not read.
    `${hour} <= toDateTime({cursor_hour:UInt32}, 'UTC')
  AND (${at}, ${key}) < (fromUnixTimestamp64Milli({cursor_ms:Int64}, 'UTC'), {cursor_key:UUID})`,
    {
      cursor_hour: Math.floor(momentMs / hourMs) * (hourMs / 1000),
      cursor_ms: momentMs,
      cursor_key: itemKey,
    },
  )
}

function ofHours({ hour }: Listed['list'], { fromHour, toHour }: HourSlice): SqlText {
  return sqlText(
    `${hour} BETWEEN toDateTime({slice_from:UInt32}, 'UTC') AND toDateTime({slice_to:UInt32}, 'UTC')`,
    { slice_from: fromHour, slice_to: toHour },
  )
}

function build(
  { selection, currency }: Listed,
  selectList: string,
  where: SqlText,
  ending: string,
): ItemsText {
  const { aliases } = selection
  return {
    sql: (table) =>
      [
        `WITH\n  ${aliases.map(({ sql }) => sql).join(',\n  ')}`,
        `SELECT\n  ${selectList}`,
        `FROM ${table}`,
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
