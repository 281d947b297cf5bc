import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { billingApi, type TransactionsQuestion } from '../../api/billing-api.ts'
import { transactionsQueryKey } from '../../api/billing-queries.ts'
import { useSelectionView } from '../../ui/index.ts'

const pageSize = 50
const maxPages = 200

/** The question that the page's address asks: a period, and the kinds of its tab. */
export function useTransactionsQuestion(): TransactionsQuestion {
  const { tab = 'deposits', kind } = useSearch({ from: '/frame/transactions' })
  const { selected, zone } = useSelectionView()
  const kinds = tab === 'deposits' ? ['deposit'] : (kind ?? [])
  return {
    from: selected.from,
    to: selected.to,
    // Usage is posted many times an hour: nobody reads it so.
    usage: 'day',
    time_zone: zone,
    ...(kinds.length > 0 ? { kind: kinds.join(',') } : {}),
  }
}

/** The transactions, a page at a time; pages that are there stay where they are. */
export function useTransactions(question: TransactionsQuestion) {
  return useInfiniteQuery({
    queryKey: [...transactionsQueryKey, question],
    queryFn: ({ pageParam, signal }) =>
      billingApi.transactions.list(
        { ...question, limit: pageSize, ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last, pages) => (pages.length < maxPages ? last.next_cursor : null),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: 'always',
  })
}
