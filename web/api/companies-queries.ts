import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type CompaniesQuestion, companiesApi } from './companies-api.ts'

const maxPages = 200

export const companiesQueryKey = ['companies'] as const

export function companiesQuery(question: CompaniesQuestion) {
  return infiniteQueryOptions({
    queryKey: [...companiesQueryKey, question],
    queryFn: ({ pageParam, signal }) => companiesApi.list(question, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last, pages) => (pages.length < maxPages ? last.next_cursor : null),
    placeholderData: keepPreviousData,
  })
}

export function reachableCompaniesQuery(search: string) {
  return queryOptions({
    queryKey: ['reachable-companies', search],
    queryFn: ({ signal }) => companiesApi.reachable(search, signal),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
}

export const onboardingQuery = queryOptions({
  queryKey: ['onboarding'],
  queryFn: ({ signal }) => companiesApi.onboarding(signal),
  staleTime: 60_000,
})
