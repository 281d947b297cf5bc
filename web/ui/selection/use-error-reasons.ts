import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../../api/api.ts'
import { useSelectionView } from './selection-view.tsx'

/** Enough recent failures to meet every code that matters; a code that none of them has stays without words. */
const sampleSize = 200
const freshForMs = 10 * 60_000

/**
 * What the codes of failures mean, in the providers' own words. The API counts failures by code, as words change from
 * event to event; so the words are taken from the newest failures of the period.
 */
export function useErrorReasons(enabled = true): ReadonlyMap<string, string> {
  const { selected } = useSelectionView()
  const { from, to, time_zone } = selected
  const { data } = useQuery({
    queryKey: ['metrics', 'error-reasons', from, to],
    queryFn: ({ signal }) =>
      api.items.list({ metric: 'messages.not_delivered', from, to, time_zone, limit: sampleSize }, signal),
    staleTime: freshForMs,
    enabled,
  })
  return useMemo(() => {
    const reasons = new Map<string, string>()
    for (const { error } of data?.items ?? [])
      if (error?.code && error.reason && !reasons.has(error.code)) reasons.set(error.code, error.reason)
    return reasons
  }, [data])
}
