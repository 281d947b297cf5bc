import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type InvoicesQuestion, invoiceApi } from '../../../api/invoice-api.ts'
import { invoicesQueryKey } from '../../../api/invoice-queries.ts'
import { useSelectionView } from '../../../ui/index.ts'

const pageSize = 50
const maxPages = 200

/** The question that the page's address asks. */
export function useInvoicesQuestion(): InvoicesQuestion {
  const { view, number, kind, status, sort, direction } = useSearch({ from: '/frame/invoices' })
  const { selected } = useSelectionView()
  return {
    from: selected.from,
    to: selected.to,
    ...(view === 'issued' && { seller: 'true' }),
    ...(number !== undefined && { number: number.trim() }),
    ...(kind && { kind: kind.join(',') }),
    ...(status && { status: status.join(',') }),
    ...(sort && { sort }),
    ...(direction && { direction }),
  }
}

/** The documents, a page at a time; pages that are there stay where they are. */
export function useInvoices() {
  const question = useInvoicesQuestion()
  return useInfiniteQuery({
    queryKey: [...invoicesQueryKey, 'list', question],
    queryFn: ({ pageParam, signal }) =>
      invoiceApi.list(
        { ...question, limit: pageSize, ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last, pages) => (pages.length < maxPages ? last.next_cursor : null),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: 'always',
  })
}
