import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type ReportPreviewQuestion, type ReportsQuestion, reportApi } from './report-api.ts'

/** Reports and schedules: to be invalidated together, as the one makes the other. */
export const reportsQueryKey = ['reports'] as const

const pageSize = 50
const maxPages = 100

export function reportListQuery(question: ReportsQuestion) {
  return infiniteQueryOptions({
    queryKey: [...reportsQueryKey, 'list', question],
    queryFn: ({ pageParam, signal }) =>
      reportApi.list(
        { ...question, limit: pageSize, ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last, pages) => (pages.length < maxPages ? last.next_cursor : null),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: 'always',
  })
}

export function reportQuery(id: string) {
  return queryOptions({
    queryKey: [...reportsQueryKey, 'one', id],
    queryFn: ({ signal }) => reportApi.get(id, signal),
    refetchOnWindowFocus: 'always',
  })
}

export const schedulesQuery = queryOptions({
  queryKey: [...reportsQueryKey, 'schedules'],
  queryFn: ({ signal }) => reportApi.schedules.list(signal),
})

/** What can be reported; it changes with the program and with the rights of the reader. */
export const reportTypesQuery = queryOptions({
  queryKey: ['report-types'],
  queryFn: ({ signal }) => reportApi.types(signal),
  staleTime: 5 * 60_000,
})

export function reportPreviewQuery(question: ReportPreviewQuestion | null) {
  return queryOptions({
    queryKey: ['report-preview', question],
    queryFn: ({ signal }) => {
      if (question === null) throw new Error('a preview of nothing')
      return reportApi.preview(question, signal)
    },
    enabled: question !== null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  })
}
