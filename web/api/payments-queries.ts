import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { StatementLineState } from '../../src/contract/index.ts'
import { refreshMoney } from './billing-queries.ts'
import { paymentsApi } from './payments-api.ts'

const pageSize = 50
/** Pages that one list holds; who needs more asks the API. */
const maxPages = 200
const checkoutRefreshMs = 2_000

interface Paged {
  readonly next_cursor: string | null
}
const paging = {
  initialPageParam: null as string | null,
  getNextPageParam: (last: Paged, pages: readonly unknown[]) =>
    pages.length < maxPages ? last.next_cursor : null,
  refetchOnWindowFocus: 'always',
} as const
const pageOf = (cursor: string | null) => ({ limit: pageSize, ...(cursor !== null && { cursor }) })

export const paymentsQuery = infiniteQueryOptions({
  queryKey: ['payments', 'list'],
  queryFn: ({ pageParam, signal }) => paymentsApi.list(pageOf(pageParam), signal),
  ...paging,
})

export function linesQuery(state: StatementLineState) {
  return infiniteQueryOptions({
    queryKey: ['payments', 'lines', state],
    queryFn: ({ pageParam, signal }) => paymentsApi.lines({ state, ...pageOf(pageParam) }, signal),
    ...paging,
  })
}

export const statementsQuery = infiniteQueryOptions({
  queryKey: ['payments', 'statements'],
  queryFn: ({ pageParam, signal }) => paymentsApi.statements(pageOf(pageParam), signal),
  ...paging,
})

/** What a customer has to pay; asked when it is about to be chosen from. */
export function payableDocumentsQuery(companyId: string | null) {
  return queryOptions({
    queryKey: ['payments', 'documents', companyId],
    queryFn: ({ signal }) => paymentsApi.documentsOf(companyId ?? '', signal),
    enabled: companyId !== null,
  })
}

export const checkoutOptionsQuery = queryOptions({
  queryKey: ['checkouts', 'options'],
  queryFn: ({ signal }) => paymentsApi.checkoutOptions(signal),
})

/** Asked again while the gateway's word may still come. */
export function checkoutQuery(id: string) {
  return queryOptions({
    queryKey: ['checkouts', id],
    queryFn: ({ signal }) => paymentsApi.checkout(id, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'paid' ? false : checkoutRefreshMs),
  })
}

export const gatewaysQuery = queryOptions({
  queryKey: ['payment-gateways'],
  queryFn: ({ signal }) => paymentsApi.gateways(signal),
})

/** After money came in or a line was decided about: whatever shows it is asked again. */
export async function refreshPayments(client: QueryClient): Promise<void> {
  await Promise.all([client.invalidateQueries({ queryKey: ['payments'] }), refreshMoney(client)])
}
