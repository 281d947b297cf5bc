import { type Failure, formatInstant, ok, type Result } from '../../core/index.ts'
import type { CompanyFacts } from '../../facts/index.ts'
import { buildItemsPage, buildItemsTotal, type ItemsPlan, type PageAsked } from './build-items.ts'
import { tableOf } from './fact-table.ts'
import { fromApiCursor, type ItemCursor, toApiCursor } from './item-cursor.ts'
import type { PlacedRow } from './listed-table.ts'

/** One page of a list. */
export interface ListPage<Item> {
  readonly items: Item[]
  readonly total: number
  readonly next_cursor: string | null
  readonly as_of: string
}

/** `POST /api/v1/metrics/items` about messages or calls: one page of what a number counts, and how many there are. */
export async function runItems<Row, Item>(
  facts: CompanyFacts,
  plan: ItemsPlan<Row, Item>,
  asked: { readonly cursor?: string | undefined; readonly limit: number; readonly asOfMs: number },
): Promise<Result<ListPage<Item>, Failure<'invalid_cursor'>>> {
  const cursor = asked.cursor === undefined ? undefined : fromApiCursor(asked.cursor)
  if (cursor && !cursor.ok) return cursor
  const [page, total] = await Promise.all([
    readPage(facts, plan, { cursor: cursor?.value, limit: asked.limit }),
    countItems(facts, plan),
  ])
  return ok({
    items: page.items,
    total,
    next_cursor: page.next === undefined ? null : toApiCursor(page.next),
    as_of: formatInstant(asked.asOfMs, plan.zone),
  })
}

export interface ItemsPage<Item> {
  readonly items: Item[]
  /** Where the next page begins; undefined on the last one. */
  readonly next: ItemCursor | undefined
}

export async function readPage<Row, Item>(
  facts: CompanyFacts,
  plan: ItemsPlan<Row, Item>,
  asked: PageAsked,
  /** One page of many in the background: what people look at goes before it. */
  isBrief = false,
): Promise<ItemsPage<Item>> {
  const { limit } = asked
  const { table, toItem } = plan.list
  // One more than asked for tells whether another page follows.
  const { sql, params } = buildItemsPage(plan, { ...asked, limit: limit + 1 })
  const { rows } = await facts.query<Row & PlacedRow>({
    sql: (from) => sql(tableOf(from, table)),
    params,
    isBrief,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => toItem(row, plan.zone)),
    next:
      rows.length > limit && last ? { momentMs: Number(last.item_ms), itemKey: last.item_key } : undefined,
  }
}

async function countItems<Row, Item>(facts: CompanyFacts, plan: ItemsPlan<Row, Item>): Promise<number> {
  const { sql, params } = buildItemsTotal(plan)
  const { rows } = await facts.query<{ total: number | string }>({
    sql: (from) => sql(tableOf(from, plan.list.table)),
    params,
  })
  return Number(rows[0]?.total ?? 0)
}
