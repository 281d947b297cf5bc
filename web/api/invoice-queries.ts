import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { DetailsRole } from '../../src/contract/index.ts'
import { refreshMoney } from './billing-queries.ts'
import { invoiceApi } from './invoice-api.ts'

/** Questions about documents; their keys are what to invalidate after a change. */
export const invoicesQueryKey = ['invoices'] as const
export const monthsQueryKey = ['month-closes'] as const

export function invoiceQuery(id: string) {
  return queryOptions({
    queryKey: [...invoicesQueryKey, 'one', id],
    queryFn: ({ signal }) => invoiceApi.get(id, signal),
    refetchOnWindowFocus: 'always',
  })
}

/** Asked whenever the form opens, and not while it is open: what somebody types must not be changed under their hands. */
export function supplierSettingsQuery(role: DetailsRole) {
  return queryOptions({
    queryKey: ['supplier-settings', role],
    queryFn: ({ signal }) => invoiceApi.supplierSettings.get(role, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

/** After a document was issued or corrected: whatever shows it, the balance or its month is asked again. */
export async function refreshDocuments(client: QueryClient): Promise<void> {
  await Promise.all([
    refreshMoney(client),
    client.invalidateQueries({ queryKey: invoicesQueryKey }),
    client.invalidateQueries({ queryKey: monthsQueryKey }),
  ])
}
