import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ChatItemsQuery } from '../../src/contract/index.ts'
import { api } from './api.ts'

const minuteMs = 60_000

/** What the sources call their configured chats, groups and operators. */
export const chatNamesQuery = queryOptions({
  queryKey: ['chat-names'],
  queryFn: ({ signal }) => api.chats.names(signal),
  staleTime: minuteMs,
})

export function chatCardQuery(id: string) {
  return queryOptions({
    queryKey: ['chat', id],
    queryFn: ({ signal }) => api.chats.card(id, signal),
    staleTime: 10_000,
  })
}

export function chatRawRequestQuery(id: string, eventId: string) {
  return queryOptions({
    queryKey: ['chat', id, 'raw', eventId],
    queryFn: ({ signal }) => api.chats.rawRequest(id, eventId, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export type ChatItemsQuestion = Omit<ChatItemsQuery, 'cursor' | 'limit'>

const pageSize = 50
const maxPages = 200

/** The chats behind a number, a page at a time; pages that are there stay where they are. */
export function chatItemsQuery(question: ChatItemsQuestion) {
  return infiniteQueryOptions({
    queryKey: ['chat-items', question],
    queryFn: ({ pageParam, signal }) =>
      api.chats.items(
        { ...question, limit: pageSize, ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last, pages) => (pages.length < maxPages ? last.next_cursor : null),
    placeholderData: keepPreviousData,
  })
}
