import type { QueryParams } from '../../../facts/index.ts'
import { allOf, type SqlText, sqlText } from '../../plan/sql-text.ts'
import type { CountedItems } from '../catalogue/chat-metric-spec.ts'
import type { ChatSource } from '../catalogue/chat-source.ts'
import { sourceAliases, sourceConditions } from '../plan/chat-conditions.ts'
import type { ChatScope } from '../plan/chat-plan.ts'
import { catalogueParams } from '../plan/chat-select.ts'
import { type Unfolded, unfolding } from '../plan/unfold-sql.ts'
import type { ChatItemCursor } from './chat-item-cursor.ts'

/** What a list shows of an item, and which items it shows: the pieces of one SELECT. */
export interface ListedItems {
  readonly unfolds: Unfolded | null
  readonly moment: string
  readonly group: string
  readonly operator: string
  readonly closeBy: string
  readonly durationMs: string
  readonly score: string
  readonly distinct: CountedItems['distinct']
  readonly aliases: readonly SqlText[]
  readonly where: SqlText
  readonly params: QueryParams
}

/** The items of the numbers that count items: the very conditions of the number. */
export function listedItems({ source, when, distinct }: CountedItems, scope: ChatScope): ListedItems {
  const conditions = [...(source.only === null ? [] : [source.only]), ...when]
  return {
    unfolds: source.unfolds,
    moment: source.moment,
    group: source.group,
    operator: source.operator,
    closeBy: source.closeBy,
    durationMs: durationOf(source, scope),
    score: source.score ?? '0',
    distinct,
    aliases: sourceAliases(source, scope),
    where: allOf([...sourceConditions(source, scope), ...conditions.map((each) => sqlText(`(${each})`))]),
    params: catalogueParams(scope),
  }
}

/** How long it took; of what is pending, how long so far; null where there is no duration or no calendar. */
function durationOf(source: ChatSource, { terms }: ChatScope): string {
  if (source.isPending) return `greatest({as_of_ms:Int64} - toUnixTimestamp64Milli(${source.moment}), 0)`
  const ms = terms.business ? source.businessMs : source.durationMs
  if (ms === null) return 'NULL'
  return terms.business ? `if(${source.isBusinessKnown}, ${ms}, NULL)` : ms
}

/** A row of `buildChatItems`. */
export interface ChatItemRow {
  readonly chat_key: string
  readonly chat_id: string
  readonly opened_ms: number | string
  readonly moment_ms: number | string
  readonly messenger: string
  readonly channel_id: string
  readonly customer_id: string
  readonly item_group: string
  readonly item_operator: string
  readonly item_close_by: string
  readonly is_open: number
  readonly item_duration_ms: number | string | null
  readonly item_score: number
  /** 0 where the chat itself is the item. */
  readonly item_place: number
}

export interface BuiltItems {
  readonly sql: (chats: string) => string
  readonly params: QueryParams
}

const latestFirst = 'ORDER BY moment_ms DESC, chat_key DESC, item_place DESC'

/** The latest items after a cursor. */
export function buildChatItems(
  items: ListedItems,
  search: string,
  cursor: ChatItemCursor | undefined,
  limit: number,
): BuiltItems {
  const list = [
    'chat_key',
    'chat_id',
    'toUnixTimestamp64Milli(opened_at) AS opened_ms',
    `toUnixTimestamp64Milli(${items.moment}) AS moment_ms`,
    'messenger',
    'channel_id',
    'customer_id',
    `${items.group} AS item_group`,
    `${items.operator} AS item_operator`,
    `toString(${items.closeBy}) AS item_close_by`,
    'is_open',
    `${items.durationMs} AS item_duration_ms`,
    `${items.score} AS item_score`,
    `toUInt32(${items.unfolds === null ? '0' : 'place'}) AS item_place`,
  ]
  const ending = items.distinct ? `${latestFirst}\nLIMIT 1 BY ${items.distinct}` : ''
  const inner = buildSelect(items, list, search, ending)
  const after = cursor
    ? 'WHERE (moment_ms, chat_key, item_place) < ({cursor_ms:Int64}, {cursor_key:UUID}, {cursor_place:UInt32})'
    : ''
  return {
    sql: (chats) => `SELECT *\nFROM (\n${inner.sql(chats)}\n)\n${after}\n${latestFirst}\nLIMIT ${limit}`,
    params: cursor
      ? {
          ...inner.params,
          cursor_ms: cursor.momentMs,
          cursor_key: cursor.chatKey,
          cursor_place: cursor.place,
        }
      : inner.params,
  }
}

/** `total`: how many lines the whole list has. */
export function buildChatItemsTotal(items: ListedItems, search: string): BuiltItems {
  const total = items.distinct ? `uniqExact(${items.distinct})` : 'count()'
  return buildSelect(items, [`${total} AS total`], search, '')
}

function buildSelect(
  { unfolds, aliases, where: counted, params }: ListedItems,
  list: readonly string[],
  search: string,
  ending: string,
): BuiltItems {
  const searched = searchCondition(search)
  const where = searched ? allOf([counted, searched]) : counted
  const used = [...list, where.sql, ...aliases.map(({ sql }) => sql)].join('\n')
  return {
    sql: (chats) =>
      [
        ...(aliases.length > 0 ? [`WITH\n  ${aliases.map(({ sql }) => sql).join(',\n  ')}`] : []),
        `SELECT\n  ${list.join(',\n  ')}`,
        `FROM ${chats}`,
        ...unfolding(unfolds, used),
        `WHERE ${where.sql}`,
        ending,
      ].join('\n'),
    params: Object.assign({}, params, where.params, ...aliases.map((alias) => alias.params)),
  }
}

/** Chats are found by part of their id or of the customer's, in any case of letters. */
function searchCondition(search: string): SqlText | undefined {
  const text = search.trim()
  if (text === '') return undefined
  const conditions = ['chat_id', 'customer_id'].map(
    (name) => `positionCaseInsensitiveUTF8(${name}, {search:String}) > 0`,
  )
  return sqlText(`(${conditions.join(' OR ')})`, { search: text })
}
