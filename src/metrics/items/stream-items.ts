import { formatInstant } from '../../core/index.ts'
import type { CompanyFacts } from '../../facts/index.ts'
import { buildItemsByHour, type ItemsPlan } from './build-items.ts'
import { tableOf } from './fact-table.ts'
import { type HourCount, slicesOfHours } from './hour-slices.ts'
import type { ItemCursor } from './item-cursor.ts'
import { readPage } from './run-items.ts'

/** Items that one file holds at most, unless more are asked for. */
export const maxExportedItems = 100_000
/** What is read of a page keeps the process from answering for some tens of milliseconds. */
const pageSize = 2_500

export interface StreamOptions {
  /** `maxExportedItems` by default. */
  readonly maxItems?: number
}

export interface ItemsStream<Item> {
  /** Items in all; the stream ends after as many as were asked for. */
  readonly total: number
  readonly truncated: boolean
  readonly time_zone: string
  readonly as_of: string
  /** Pages of at most 2,500 items, newest first; one page is in memory at a time. */
  readonly pages: AsyncIterable<readonly Item[]>
}

/**
 * The messages or calls that a number counts, for a file: all of them as of one moment, read page by page. Pages are cut at hours, the
 * first part of the order in which facts are stored: each reads its own hours and nothing else, however long the period.
 */
export async function streamItems<Row, Item>(
  facts: CompanyFacts,
  plan: ItemsPlan<Row, Item>,
  asOfMs: number,
  { maxItems = maxExportedItems }: StreamOptions = {},
): Promise<ItemsStream<Item>> {
  const hours = await countByHour(facts, plan)
  const total = hours.reduce((sum, { count }) => sum + count, 0)
  return {
    total,
    truncated: total > maxItems,
    time_zone: plan.zone,
    as_of: formatInstant(asOfMs, plan.zone),
    pages: pagesOfHours(facts, plan, { hours, maxItems }),
  }
}

async function countByHour<Row, Item>(
  facts: CompanyFacts,
  plan: ItemsPlan<Row, Item>,
): Promise<readonly HourCount[]> {
  const { sql, params } = buildItemsByHour(plan)
  const { rows } = await facts.query<{ hour_s: number | string; items: number | string }>({
    sql: (from) => sql(tableOf(from, plan.list.table)),
    params,
  })
  return rows.map(({ hour_s, items }) => ({ hour: Number(hour_s), count: Number(items) }))
}

async function* pagesOfHours<Row, Item>(
  facts: CompanyFacts,
  plan: ItemsPlan<Row, Item>,
  { hours, maxItems }: { readonly hours: readonly HourCount[]; readonly maxItems: number },
): AsyncGenerator<readonly Item[]> {
  let left = maxItems
  for (const slice of slicesOfHours(hours, pageSize)) {
    for (let cursor: ItemCursor | undefined; left > 0; ) {
      const asked = { cursor, slice, limit: Math.min(pageSize, left) }
      const page = await readPage(facts, plan, asked, true)
      left -= page.items.length
      if (page.items.length > 0) yield page.items
      if (page.next === undefined) break
      cursor = page.next
    }
  }
}

interface Pages<Item, Cursor> extends StreamOptions {
  readonly total: number
  readonly zone: string
  readonly asOfMs: number
  readonly read: (
    cursor: Cursor | undefined,
    limit: number,
  ) => Promise<{ readonly items: readonly Item[]; readonly next: Cursor | undefined }>
}

/** A list that is read page by page while a file is written. */
export function streamPages<Item, Cursor>(pages: Pages<Item, Cursor>): ItemsStream<Item> {
  const { total, zone, asOfMs, maxItems = maxExportedItems } = pages
  return {
    total,
    truncated: total > maxItems,
    time_zone: zone,
    as_of: formatInstant(asOfMs, zone),
    pages: pagesOf(pages, maxItems),
  }
}

async function* pagesOf<Item, Cursor>(
  { read }: Pages<Item, Cursor>,
  maxItems: number,
): AsyncGenerator<readonly Item[]> {
  let cursor: Cursor | undefined
  for (let left = maxItems; left > 0; left -= pageSize) {
    const page = await read(cursor, Math.min(pageSize, left))
    if (page.items.length > 0) yield page.items
    if (page.next === undefined) return
    cursor = page.next
  }
}
