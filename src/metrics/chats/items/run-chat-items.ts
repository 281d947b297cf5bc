import type { ChatItem, ChatItems, ChatItemsQuery } from '../../../contract/index.ts'
import { type Failure, formatInstant, ok, type Result } from '../../../core/index.ts'
import type { CompanyFacts } from '../../../facts/index.ts'
import type { ItemsFailure } from '../../items/plan-items.ts'
import { type ItemsStream, type StreamOptions, streamPages } from '../../items/stream-items.ts'
import { fromApiPeriod } from '../../plan/period-of.ts'
import type { PlanContext } from '../../plan/plan-query.ts'
import { planChatItems } from '../plan/plan-chat-query.ts'
import { type ChatItemCursor, fromApiChatCursor, toApiChatCursor } from './chat-item-cursor.ts'
import {
  buildChatItems,
  buildChatItemsTotal,
  type ChatItemRow,
  type ListedItems,
  listedItems,
} from './chat-items-select.ts'
import { listedPresence } from './listed-presence.ts'
import { toApiChatItem } from './to-chat-item.ts'

/** A question about the items that one number of chats counts. */
export type ChatItemsSelection = Omit<ChatItemsQuery, 'cursor' | 'limit'>

type ListFailure = ItemsFailure | Failure<'invalid_dimension'>

/** `POST /api/v1/metrics/items` about chats: one page of what a number counts, and how many there are. */
export async function runChatItems(
  facts: CompanyFacts,
  query: ChatItemsQuery,
  context: PlanContext,
): Promise<Result<ChatItems, ListFailure | Failure<'invalid_cursor'>>> {
  const list = await openList(facts, query, context)
  if (!list.ok) return list
  const cursor = query.cursor === undefined ? undefined : fromApiChatCursor(query.cursor)
  if (cursor && !cursor.ok) return cursor
  const [page, total] = await Promise.all([
    readPage(facts, list.value, cursor?.value, query.limit),
    countItems(facts, list.value),
  ])
  return ok({
    items: page.items,
    total,
    next_cursor: page.next === undefined ? null : toApiChatCursor(page.next),
    as_of: formatInstant(context.asOfMs, list.value.zone),
  })
}

/** The same for a file: all as of one moment, read page by page. */
export async function streamChatItems(
  facts: CompanyFacts,
  query: ChatItemsSelection,
  context: PlanContext,
  options: StreamOptions = {},
): Promise<Result<ItemsStream<ChatItem>, ListFailure>> {
  const list = await openList(facts, query, context)
  if (!list.ok) return list
  const { zone } = list.value
  return ok(
    streamPages({
      ...options,
      total: await countItems(facts, list.value),
      zone,
      asOfMs: context.asOfMs,
      read: (cursor: ChatItemCursor | undefined, limit) => readPage(facts, list.value, cursor, limit),
    }),
  )
}

interface List {
  readonly zone: string
  /** Undefined: there is nothing. */
  readonly items: ListedItems | undefined
  readonly search: string
}

async function openList(
  facts: CompanyFacts,
  query: ChatItemsSelection,
  context: PlanContext,
): Promise<Result<List, ListFailure>> {
  const inZone = fromApiPeriod(query, context.company.time_zone)
  if (!inZone.ok) return inZone
  const plan = planChatItems(inZone.value, query, context)
  if (!plan.ok) return plan
  const { scope, metric } = plan.value
  const items =
    metric.kind === 'items'
      ? listedItems(metric.count.items, scope)
      : await listedPresence(facts, metric.presence, scope)
  return ok({ zone: scope.zone, items, search: query.search ?? '' })
}

async function readPage(
  facts: CompanyFacts,
  { items, search, zone }: List,
  cursor: ChatItemCursor | undefined,
  limit: number,
): Promise<{ items: ChatItem[]; next: ChatItemCursor | undefined }> {
  if (!items) return { items: [], next: undefined }
  // One more than asked for tells whether another page follows.
  const { sql, params } = buildChatItems(items, search, cursor, limit + 1)
  const { rows } = await facts.query<ChatItemRow>({ sql: (from) => sql(from.chats), params })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => toApiChatItem(row, zone)),
    next:
      rows.length > limit && last
        ? { momentMs: Number(last.moment_ms), chatKey: last.chat_key, place: last.item_place }
        : undefined,
  }
}

async function countItems(facts: CompanyFacts, { items, search }: List): Promise<number> {
  if (!items) return 0
  const { sql, params } = buildChatItemsTotal(items, search)
  const { rows } = await facts.query<{ total: number | string }>({ sql: (from) => sql(from.chats), params })
  return Number(rows[0]?.total ?? 0)
}
