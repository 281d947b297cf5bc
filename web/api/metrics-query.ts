import {
  keepPreviousData,
  queryOptions,
  skipToken,
  type UseQueryResult,
  useQuery,
} from '@tanstack/react-query'
import type { MetricsResult } from '../../src/contract/index.ts'
import { api, type MetricsQuestion } from './api.ts'

export type { MetricsQuestion } from './api.ts'
export type MetricsAnswer = UseQueryResult<MetricsResult>

export const metricsQueryKey = ['metrics', 'query'] as const

/** Questions about a past period: its numbers hardly move, so a live refresh leaves them alone. */
const settledQueryKey = ['metrics', 'settled'] as const
const settledForMs = 5 * 60_000

/** An answer that is asked again whenever facts change. */
export function metricsQuery(question: MetricsQuestion) {
  return queryOptions({
    queryKey: [...metricsQueryKey, question],
    queryFn: ({ signal }) => api.metrics.query(question, signal),
    // Old numbers stay, dimmed, until the new ones are there: nothing jumps.
    placeholderData: keepPreviousData,
  })
}

/** An answer that is asked again every few minutes only; null asks nothing. */
export function useSettledMetrics(question: MetricsQuestion | null): MetricsResult | undefined {
  const answer = useQuery({
    queryKey: [...settledQueryKey, question],
    queryFn: question === null ? skipToken : ({ signal }) => api.metrics.query(question, signal),
    staleTime: settledForMs,
    refetchInterval: settledForMs,
  })
  return answer.data
}

export function useMetrics(question: MetricsQuestion, options: { enabled?: boolean } = {}): MetricsAnswer {
  return useQuery({ ...metricsQuery(question), enabled: options.enabled ?? true })
}
