import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { MessageItemsQuery } from '../../../src/contract/index.ts'
import { api } from '../../api/api.ts'
import { useSelectionView } from '../../ui/index.ts'

const pageSize = 50
const maxPages = 200

export type ItemsQuestion = Omit<MessageItemsQuery, 'cursor' | 'limit'>

/** The question that the page's address asks: one metric, a period, filters, a text. */
export function useItemsQuestion(): ItemsQuestion {
  const { metric, search } = useSearch({ from: '/frame/messages' })
  const { selected } = useSelectionView()
  const text = search?.trim()
  return { metric: metric ?? 'messages.created', ...selected, ...(text ? { search: text } : {}) }
}

/** The items behind a number, a page at a time; pages that are there stay where they are. */
export function useMessageItems(question: ItemsQuestion) {
  return useInfiniteQuery({
    queryKey: ['items', question],
    queryFn: ({ pageParam, signal }) =>
      api.items.list(
        { ...question, limit: pageSize, ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last, pages) => (pages.length < maxPages ? last.next_cursor : null),
    placeholderData: keepPreviousData,
  })
}
