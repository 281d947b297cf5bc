import { queryOptions } from '@tanstack/react-query'
import { api } from './api.ts'

const minuteMs = 60_000

/** Questions that several pages ask; their keys are what to invalidate after a change. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => api.session.get(signal),
  staleTime: 5 * minuteMs,
  retry: false,
})

export const setupStateQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => api.setup.state(signal),
  staleTime: 0,
  retry: false,
})

/** What the company has left. Asked again when facts change, when the tab is looked at, and after every entry. */
export const balanceQuery = queryOptions({
  queryKey: ['balance'],
  queryFn: ({ signal }) => api.balance(signal),
  staleTime: 15_000,
  refetchOnWindowFocus: 'always',
})

export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: ({ signal }) => api.connections.list(signal),
  staleTime: minuteMs,
})

/** How each connection does; one question of the facts, asked by the page of connections only. */
export const connectionHealthQuery = queryOptions({
  queryKey: ['connections', 'health'],
  queryFn: ({ signal }) => api.connections.health(signal),
  staleTime: 10_000,
})

export function refusedRequestsQuery(connectionId: string) {
  return queryOptions({
    queryKey: ['connections', connectionId, 'refused'],
    queryFn: ({ signal }) => api.connections.refused(connectionId, signal),
    staleTime: 0,
  })
}

export function refusedRequestQuery(connectionId: string, requestId: string) {
  return queryOptions({
    queryKey: ['connections', connectionId, 'refused', requestId],
    queryFn: ({ signal }) => api.connections.refusedRequest(connectionId, requestId, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) => api.apiKeys.list(signal),
  staleTime: minuteMs,
})

/** The definitions of the metrics; they change only with the program. */
export const catalogueQuery = queryOptions({
  queryKey: ['metrics', 'catalogue'],
  queryFn: ({ signal }) => api.metrics.catalogue(signal),
  staleTime: Number.POSITIVE_INFINITY,
})

/** Names of mobile networks by MCC-MNC; they change only with the program. */
export const networksQuery = queryOptions({
  queryKey: ['networks'],
  queryFn: ({ signal }) => api.metrics.networks(signal),
  staleTime: Number.POSITIVE_INFINITY,
})

export function messageCardQuery(id: string) {
  return queryOptions({
    queryKey: ['message', id],
    queryFn: ({ signal }) => api.messages.card(id, signal),
    staleTime: 10_000,
  })
}

export function rawRequestQuery(id: string, eventId: string) {
  return queryOptions({
    queryKey: ['message', id, 'raw', eventId],
    queryFn: ({ signal }) => api.messages.rawRequest(id, eventId, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
