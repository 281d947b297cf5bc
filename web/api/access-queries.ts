import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
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

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => accessApi.people.list(signal),
  staleTime: 0,
})

/** Asked again while somebody waits to be erased. */
export const personalDataQuery = queryOptions({
  queryKey: ['personal-data'],
  queryFn: ({ signal }) => accessApi.personalData.read(signal),
  staleTime: 0,
  refetchInterval: ({ state }) =>
    state.data?.erasures.some(({ done_at: doneAt }) => doneAt === null) ? 2_000 : false,
})

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: ({ signal }) => accessApi.personal.secondFactor(signal),
  staleTime: 0,
})

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => accessApi.personal.sessions(signal),
  staleTime: 0,
})
