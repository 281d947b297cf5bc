import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Import, ImportMapping } from '../../src/contract/index.ts'
import { importsApi } from './imports-api.ts'

const pageSize = 20
/** Pages that one list holds; who needs more asks the API. */
const maxPages = 50
const workingRefreshMs = 1_000

export function isWorking({ state }: Pick<Import, 'state'>): boolean {
  return state === 'checking' || state === 'importing'
}

export const importsQuery = infiniteQueryOptions({
  queryKey: ['imports', 'list'],
  queryFn: ({ pageParam, signal }) =>
    importsApi.list({ limit: pageSize, ...(pageParam !== null && { cursor: pageParam }) }, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (last, pages) => (pages.length < maxPages ? last.next_cursor : null),
  refetchInterval: ({ state }) =>
    state.data?.pages.some(({ imports }) => imports.some(isWorking)) ? workingRefreshMs : false,
})

/** Asked again while it is worked on. */
export function importQuery(id: string) {
  return queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => importsApi.read(id, signal),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data) ? workingRefreshMs : false),
  })
}

/** What the first rows would be taken as; those of the mapping before stay to be seen meanwhile. */
export function importPreviewQuery(id: string, mapping: ImportMapping) {
  return queryOptions({
    queryKey: ['imports', 'preview', id, mapping],
    queryFn: ({ signal }) => importsApi.preview(id, mapping, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}

export function putImport(client: QueryClient, changed: Import): void {
  client.setQueryData(importQuery(changed.id).queryKey, changed)
  void client.invalidateQueries({ queryKey: ['imports', 'list'] })
}
