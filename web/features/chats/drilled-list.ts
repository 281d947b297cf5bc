import { type ChatMetricName, chatMetricNames } from '../../../src/contract/chat-words.ts'
import { formatInstant } from '../../../src/core/time/index.ts'
import { chatFilterNames, chatPlaceNames } from '../../ui/chat-selection/chat-selection-search.ts'
import { oneOf } from '../../ui/selection/search-values.ts'
import type { DrillDown } from '../../ui/statistics/drill-down.ts'
import { type ChatGraphsSearch, type ChatListSearch, parseChatListSearch } from './chats-search.ts'

/** What opens the drawer with the chats behind a number of the page. */
export function drillSearch(drill: DrillDown, zone: string): Partial<ChatGraphsSearch> {
  const filters = new URLSearchParams(
    Object.entries(drill.filters ?? {}).flatMap(([name, values]) =>
      values.map((value): [string, string] => [name, String(value)]),
    ),
  ).toString()
  return {
    list: oneOf(chatMetricNames, drill.metric) ?? 'chats.new',
    list_from: drill.fromMs === undefined ? undefined : formatInstant(drill.fromMs, zone),
    list_to: drill.toMs === undefined ? undefined : formatInstant(drill.toMs, zone),
    list_filters: filters === '' ? undefined : filters,
  }
}

/** Closes the drawer. */
export const noDrill = {
  list: undefined,
  list_from: undefined,
  list_to: undefined,
  list_filters: undefined,
} as const satisfies Partial<ChatGraphsSearch>

export interface DrilledList extends ChatListSearch {
  readonly metric: ChatMetricName
}

/** The list that holds exactly the chats behind the number that the drawer is about; undefined: it is closed. */
export function drilledList(search: ChatGraphsSearch): DrilledList | undefined {
  const list = oneOf(chatMetricNames, search.list)
  const { list_from: from, list_to: to, list_filters: text } = search
  if (list === undefined) return undefined
  const added: Record<string, string[]> = {}
  for (const [name, value] of new URLSearchParams(text ?? ''))
    if (isFilter(name)) added[name] = [...(added[name] ?? []), value]
  const named = from !== undefined && to !== undefined ? { from, to, period: undefined } : {}
  return { ...parseChatListSearch({ ...search, ...named, ...added }), metric: list }
}

function isFilter(name: string): boolean {
  return [...chatFilterNames, ...chatPlaceNames].some((known) => known === name)
}
