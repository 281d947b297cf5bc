import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError, isUnauthorized } from './api-error.ts'

const retries = 2

/** @param onSignedOut called when the server no longer knows the session, except by the session's own question. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (isUnauthorized(error) && query.queryKey[0] !== 'session') onSignedOut()
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < retries && isWorthRetrying(error),
      },
    },
  })
}

/** A refused request stays refused; only a lost or overloaded server may answer the next time. */
function isWorthRetrying(error: unknown): boolean {
  return !(error instanceof ApiError) || error.code === 'offline' || error.status >= 502
}
