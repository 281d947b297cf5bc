import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type DeliveriesQuestion, noticesApi } from './notices-api.ts'

/** While the page is open: how a test or a second attempt went is seen without asking for it. */
const refreshMs = 5_000
const maxPages = 40

/** Endpoints and deliveries: to be invalidated together, as what is sent changes both. */
export const noticesQueryKey = ['notices'] as const

export const endpointsQuery = queryOptions({
  queryKey: [...noticesQueryKey, 'endpoints'],
  queryFn: ({ signal }) => noticesApi.endpoints.list(signal),
  refetchInterval: refreshMs,
})

export function deliveriesQuery(question: DeliveriesQuestion) {
  return infiniteQueryOptions({
    queryKey: [...noticesQueryKey, 'deliveries', question],
    queryFn: ({ pageParam, signal }) => noticesApi.deliveries.list(question, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last, pages) => (pages.length < maxPages ? last.next_cursor : null),
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  })
}

export function deliveryQuery(id: string) {
  return queryOptions({
    queryKey: [...noticesQueryKey, 'delivery', id],
    queryFn: ({ signal }) => noticesApi.deliveries.get(id, signal),
    refetchInterval: refreshMs,
  })
}

/** Asked when the form opens, and not while it is open: what somebody types must not be changed under their hands. */
export const noticeSettingsQuery = queryOptions({
  queryKey: ['notice-settings'],
  queryFn: ({ signal }) => noticesApi.settings.get(signal),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
})
