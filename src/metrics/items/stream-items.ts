import type { MessageItem } from '../../contract/index.ts'
import { formatInstant, ok, type Result } from '../../core/index.ts'
import type { CompanyFacts } from '../../facts/index.ts'
import type { PlanContext } from '../plan/plan-query.ts'
import type { ItemCursor } from './item-cursor.ts'
import { type ItemsFailure, type ItemsPlan, type ItemsSelection, planItems } from './plan-items.ts'
import { countItems, readPage } from './run-items.ts'

/** Messages that one file holds at most. */
export const maxExportedItems = 100_000
const pageSize = 5_000

export interface ItemsStream {
  /** Messages in all; the stream ends after `maxExportedItems`. */
  readonly total: number
  readonly truncated: boolean
  readonly time_zone: string
  readonly as_of: string
  /** Pages of at most 5,000 messages, newest first; one page is in memory at a time. */
  readonly pages: AsyncIterable<readonly MessageItem[]>
}

/** The messages that a number counts, for a file: all of them as of one moment, read page by page. */
export async function streamItems(
  facts: CompanyFacts,
  query: ItemsSelection,
  context: PlanContext,
): Promise<Result<ItemsStream, ItemsFailure>> {
  const plan = planItems(query, context)
  if (!plan.ok) return plan
  const total = await countItems(facts, plan.value)
  return ok({
    total,
    truncated: total > maxExportedItems,
    time_zone: plan.value.zone,
    as_of: formatInstant(context.asOfMs, plan.value.zone),
    pages: pagesOf(facts, plan.value),
  })
}

async function* pagesOf(facts: CompanyFacts, plan: ItemsPlan): AsyncGenerator<readonly MessageItem[]> {
  let cursor: ItemCursor | undefined
  for (let left = maxExportedItems; left > 0; left -= pageSize) {
    const page = await readPage(facts, plan, cursor, Math.min(pageSize, left))
    if (page.items.length > 0) yield page.items
    if (!page.next) return
    cursor = page.next
  }
}
