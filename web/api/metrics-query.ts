import { keepPreviousData, queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { MetricsResult, metricsQuerySchema } from '../../src/contract/index.ts'
import { api } from './api.ts'

export type MetricsQuestion = z.input<typeof metricsQuerySchema>
export type MetricsAnswer = UseQueryResult<MetricsResult>

export const metricsQueryKey = ['metrics', 'query'] as const

export function metricsQuery(question: MetricsQuestion) {
  return queryOptions({
    queryKey: [...metricsQueryKey, question],
    queryFn: ({ signal }) => api.metrics.query(question, signal),
    // Old numbers stay, dimmed, until the new ones are there: nothing jumps.
    placeholderData: keepPreviousData,
  })
}

export function useMetrics(question: MetricsQuestion, options: { enabled?: boolean } = {}): MetricsAnswer {
  return useQuery({ ...metricsQuery(question), enabled: options.enabled ?? true })
}
