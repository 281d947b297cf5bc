import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { invoiceApi } from '../../api/invoice-api.ts'
import { monthsQueryKey } from '../../api/invoice-queries.ts'

const pageSize = 100
const maxPages = 100
/** While something is about to close, and otherwise. */
const soonMs = 4_000
const nowAndThenMs = 60_000

/** The months that the address asks for; asked again by itself, often while one of them may close any moment. */
export function useMonths() {
  const { month, state } = useSearch({ from: '/frame/month-closes' })
  return useInfiniteQuery({
    queryKey: [...monthsQueryKey, month, state],
    queryFn: ({ pageParam, signal }) =>
      invoiceApi.months.list(
        {
          limit: pageSize,
          ...(month !== undefined && { month }),
          ...(state !== undefined && { state }),
          ...(pageParam !== null && { after: pageParam }),
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last, pages) => (pages.length < maxPages ? last.next : null),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state: { data, dataUpdatedAt } }) => {
      const months = data?.pages.flatMap((page) => page.months) ?? []
      return months.some((one) => one.state === 'waiting' && Date.parse(one.closes_at) <= dataUpdatedAt)
        ? soonMs
        : nowAndThenMs
    },
  })
}
