import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { type AuditQuestion, accessApi } from './access-api.ts'

const maxPages = 200

/** Answers change with everything that is done: asked again whenever the page is looked at. */
export function auditEntriesQuery(question: AuditQuestion) {
  return infiniteQueryOptions({
    queryKey: ['audit', question],
    queryFn: ({ pageParam, signal }) => accessApi.audit.list(question, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last, pages) => (pages.length < maxPages ? last.next_cursor : null),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: 'always',
    staleTime: 0,
  })
}
