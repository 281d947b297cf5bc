import type { MessageItem, MessageItems, MessageItemsQuery } from '../../contract/index.ts'
import { type Failure, formatInstant, ok, type Result } from '../../core/index.ts'
import type { CompanyFacts } from '../../facts/index.ts'
import type { PlanContext } from '../plan/plan-query.ts'
import { fromApiCursor, type ItemCursor, toApiCursor } from './item-cursor.ts'
import type { MessageRow } from './message-columns.ts'
import {
  buildItemsPage,
  buildItemsTotal,
  type ItemsFailure,
  type ItemsPlan,
  type PageAsked,
  planItems,
} from './plan-items.ts'
import { toApiItem } from './to-api-item.ts'

/** `POST /api/v1/metrics/items`: one page of the messages that a number counts, and how many there are. */
export async function runItems(
  facts: CompanyFacts,
  query: MessageItemsQuery,
  context: PlanContext,
): Promise<Result<MessageItems, ItemsFailure | Failure<'invalid_cursor'>>> {
  const plan = planItems(query, context)
  if (!plan.ok) return plan
  const cursor = query.cursor === undefined ? undefined : fromApiCursor(query.cursor)
  if (cursor && !cursor.ok) return cursor
  const [page, total] = await Promise.all([
    readPage(facts, plan.value, { cursor: cursor?.value, limit: query.limit }),
    countItems(facts, plan.value),
  ])
  return ok({
    items: page.items,
    total,
    next_cursor: page.next === undefined ? null : toApiCursor(page.next),
    as_of: formatInstant(context.asOfMs, plan.value.zone),
  })
}

export interface ItemsPage {
  readonly items: MessageItem[]
  /** Where the next page begins; undefined on the last one. */
  readonly next: ItemCursor | undefined
}

export async function readPage(facts: CompanyFacts, plan: ItemsPlan, asked: PageAsked): Promise<ItemsPage> {
  const { limit } = asked
  // One more than asked for tells whether another page follows.
  const { sql, params } = buildItemsPage(plan, { ...asked, limit: limit + 1 })
  const { rows } = await facts.query<MessageRow>({ sql: (from) => sql(from.messages), params })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => toApiItem(row, plan.zone)),
    next:
      rows.length > limit && last
        ? { createdAtMs: Number(last.created_at_ms), messageKey: last.message_key }
        : undefined,
  }
}

export async function countItems(facts: CompanyFacts, plan: ItemsPlan): Promise<number> {
  const { sql, params } = buildItemsTotal(plan)
  const { rows } = await facts.query<{ total: number | string }>({
    sql: (from) => sql(from.messages),
    params,
  })
  return Number(rows[0]?.total ?? 0)
}
