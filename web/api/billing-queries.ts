import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { DetailsRole } from '../../src/contract/index.ts'
import { ApiError } from './api-error.ts'
import { billingApi, type VersionName } from './billing-api.ts'
import { balanceQuery } from './queries.ts'

const minuteMs = 60_000

/** Questions about money; their keys are what to invalidate after a change. */
export const waitingAdjustmentsQuery = queryOptions({
  queryKey: ['adjustments', 'waiting'],
  queryFn: ({ signal }) => billingApi.adjustments.waiting(signal),
  staleTime: minuteMs / 4,
  refetchOnWindowFocus: 'always',
})

/** The log of an account's settings, with what waits in it. */
export function settingChangesQuery(companyId: string) {
  return queryOptions({
    queryKey: ['setting-changes', companyId],
    queryFn: ({ signal }) => billingApi.settingChanges.list(companyId, signal),
    staleTime: minuteMs / 4,
  })
}

/** Companies whose money and prices the reader may set. Empty for customers of a seller, whatever their role. */
export const pricedCompaniesQuery = queryOptions({
  queryKey: ['priced-companies'],
  queryFn: ({ signal }) => billingApi.pricedCompanies(signal),
  staleTime: minuteMs,
})

/** Asked whenever the form opens, and not while it is open: what somebody types must not be changed under their hands. */
export function detailsQuery(role: DetailsRole) {
  return queryOptions({
    queryKey: ['details', role],
    queryFn: ({ signal }) => billingApi.details.get(role, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

export const priceListsQuery = queryOptions({
  queryKey: ['price-lists'],
  queryFn: ({ signal }) => billingApi.priceLists.list(signal),
  staleTime: minuteMs / 2,
})

export function priceListQuery(listId: string) {
  return queryOptions({
    queryKey: ['price-lists', listId],
    queryFn: ({ signal }) => billingApi.priceLists.get(listId, signal),
    staleTime: minuteMs / 2,
  })
}

/** All rates of a version. A draft may be changed elsewhere, but never under the hands of who edits it here. */
export function versionQuery(name: VersionName) {
  return queryOptions({
    queryKey: ['price-list-version', name.listId, name.number],
    queryFn: ({ signal }) => billingApi.versions.get(name, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export const ownPricesQuery = queryOptions({
  queryKey: ['prices'],
  queryFn: async ({ signal }) => {
    try {
      return await billingApi.prices(signal)
    } catch (error) {
      // Nothing in force is an answer, not a failure.
      if (error instanceof ApiError && error.status === 404) return null
      throw error
    }
  },
  staleTime: minuteMs,
})

export function unratedQuery(period: { readonly from: string; readonly to: string }) {
  return queryOptions({
    queryKey: ['unrated', period.from, period.to],
    queryFn: ({ signal }) => billingApi.unrated(period, signal),
    staleTime: minuteMs,
  })
}

export const transactionsQueryKey = ['transactions'] as const

/** After money or settings were entered, approved or declined: whatever shows it is asked again. */
export async function refreshMoney(client: QueryClient): Promise<void> {
  await Promise.all(
    [balanceQuery.queryKey, transactionsQueryKey, ['adjustments'], ['setting-changes']].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  )
}

/** After prices were changed or put in force. */
export async function refreshPrices(client: QueryClient): Promise<void> {
  await Promise.all(
    [['price-lists'], ['prices'], ['unrated']].map((queryKey) => client.invalidateQueries({ queryKey })),
  )
}
