import type { MessageItem } from '../../contract/index.ts'
import { formatInstant, ok, type Result } from '../../core/index.ts'
import type { CompanyFacts } from '../../facts/index.ts'
import type { PlanContext } from '../plan/plan-query.ts'
import type { ItemCursor } from './item-cursor.ts'
import { type ItemsFailure, type ItemsSelection, planItems } from './plan-items.ts'
import { countItems, readPage } from './run-items.ts'

/** Items that one file holds at most. */
export const maxExportedItems = 100_000
const pageSize = 5_000

export interface ItemsStream<Item> {
  /** Items in all; the stream ends after `maxExportedItems`. */
  readonly total: number
  readonly truncated: boolean
  readonly time_zone: string
  readonly as_of: string
  /** Pages of at most 5,000 items, newest first; one page is in memory at a time. */
  readonly pages: AsyncIterable<readonly Item[]>
}

/** The messages that a number counts, for a file: all of them as of one moment, read page by page. */
export async function streamItems(
  facts: CompanyFacts,
  query: ItemsSelection,
  context: PlanContext,
): Promise<Result<ItemsStream<MessageItem>, ItemsFailure>> {
  const plan = planItems(query, context)
  if (!plan.ok) return plan
  return ok(
    streamPages({
      total: await countItems(facts, plan.value),
      zone: plan.value.zone,
      asOfMs: context.asOfMs,
      read: (cursor: ItemCursor | undefined, limit) => readPage(facts, plan.value, cursor, limit),
    }),
  )
}

interface Pages<Item, Cursor> {
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
  const { total, zone, asOfMs } = pages
  return {
    total,
    truncated: total > maxExportedItems,
    time_zone: zone,
    as_of: formatInstant(asOfMs, zone),
    pages: pagesOf(pages),
  }
}

async function* pagesOf<Item, Cursor>({ read }: Pages<Item, Cursor>): AsyncGenerator<readonly Item[]> {
  let cursor: Cursor | undefined
  for (let left = maxExportedItems; left > 0; left -= pageSize) {
    const page = await read(cursor, Math.min(pageSize, left))
    if (page.items.length > 0) yield page.items
    if (page.next === undefined) return
    cursor = page.next
  }
}
