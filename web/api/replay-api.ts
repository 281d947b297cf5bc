import { queryOptions } from '@tanstack/react-query'
import { replayAnswers } from './replay-answers.ts'
import { requestJson } from './request.ts'

const under = (id: string): string => `/api/v1/connections/${encodeURIComponent(id)}`

export const replayApi = {
  ask: (id: string) =>
    requestJson(`${under(id)}/replays`, replayAnswers.replay, { method: 'POST', body: {} }),
  retryRefused: (id: string, take: boolean) =>
    requestJson(`${under(id)}/refused/retry`, replayAnswers.refusedRetried, {
      method: 'POST',
      body: { take },
    }),
}

/** Asked again every second while one is under way. */
export function replaysQuery(connectionId: string) {
  return queryOptions({
    queryKey: ['connections', connectionId, 'replays'],
    queryFn: ({ signal }) => requestJson(`${under(connectionId)}/replays`, replayAnswers.replays, { signal }),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.some((replay) => replay.state !== 'done' && replay.state !== 'failed') ? 1_000 : false,
  })
}

/** How many of the refused callbacks of a connection are right now. */
export function retryQuery(connectionId: string) {
  return queryOptions({
    queryKey: ['connections', connectionId, 'retry'],
    queryFn: () => replayApi.retryRefused(connectionId, false),
    staleTime: 0,
  })
}
