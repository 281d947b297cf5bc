import { chatMessageProvider } from '../../contract/index.ts'
import { hourMs } from '../../core/index.ts'
import type { CompanyFacts } from '../../facts/index.ts'

/** What came through a connection in the last hour. */
export interface ConnectionTraffic {
  readonly connectionId: string
  readonly events: number
  /** Median from event to receipt, of events with a time of the provider's; negative where its clock is ahead. Null: none. */
  readonly lagMs: number | null
  /** Requests, and of these the ones that told nothing new: repetitions, and what is no event of ours. */
  readonly requests: number
  readonly repeats: number
}

/** Batches are noted with the node's own time, which may differ from ours by so much. */
const slackMs = hourMs / 6
const maxConnectionsAsked = 2_000

/**
 * All connections of a company in one question. It starts from what changed in the last hour, so it costs as much as came in
 * then, however long the log is.
 */
export async function readConnectionTraffic(
  facts: CompanyFacts,
  nowMs: number,
): Promise<readonly ConnectionTraffic[]> {
  const { rows } = await facts.query<{ connection_id: string; events: number; lag_ms: number | null }>({
    sql: (from) => `SELECT toString(connection_id) AS connection_id, count() AS events,
  if(countIf(time_source = 'provider') = 0, NULL,
    toInt64(quantileExactIf(0.5)(toUnixTimestamp64Milli(received_at) - toUnixTimestamp64Milli(time), time_source = 'provider'))) AS lag_ms
FROM (
  SELECT connection_id, received_at, time, time_source FROM ${from.messageLog}
  WHERE message_key IN (SELECT message_key FROM ${from.changedMessages} WHERE inserted_at >= now64(3) - INTERVAL {window_s:UInt32} SECOND)
    AND received_at > fromUnixTimestamp64Milli({since:Int64}) AND provider != '${chatMessageProvider}'
  UNION ALL
  SELECT connection_id, received_at, time, time_source FROM ${from.chatLog}
  WHERE chat_key IN (SELECT chat_key FROM ${from.changedChats} WHERE inserted_at >= now64(3) - INTERVAL {window_s:UInt32} SECOND)
    AND received_at > fromUnixTimestamp64Milli({since:Int64})
)
GROUP BY connection_id
ORDER BY events DESC
LIMIT {max:UInt32}`,
    params: { window_s: (hourMs + slackMs) / 1_000, since: nowMs - hourMs, max: maxConnectionsAsked },
  })
  const requests = await readRequests(facts, nowMs)
  const told = rows.map(({ connection_id: connectionId, events, lag_ms }) => ({
    connectionId,
    events: Number(events),
    lagMs: lag_ms === null ? null : Number(lag_ms),
    ...(requests.get(connectionId) ?? { requests: 0, repeats: 0 }),
  }))
  const known = new Set(told.map(({ connectionId }) => connectionId))
  const silent = [...requests].filter(([connectionId]) => !known.has(connectionId))
  return [
    ...told,
    ...silent.map(([connectionId, counts]) => ({ connectionId, events: 0, lagMs: null, ...counts })),
  ]
}

/** Requests of the last hour by connection; those that nothing in the logs came from told nothing new. */
async function readRequests(
  facts: CompanyFacts,
  nowMs: number,
): Promise<ReadonlyMap<string, Pick<ConnectionTraffic, 'requests' | 'repeats'>>> {
  const { rows } = await facts.query<{ connection_id: string; requests: number; repeats: number }>({
    sql: (
      from,
    ) => `SELECT toString(connection_id) AS connection_id, count() AS requests, countIf(request_id NOT IN (
  SELECT request_id FROM ${from.messageLog} WHERE ${changed('message_key', from.changedMessages)}
  UNION ALL
  SELECT request_id FROM ${from.chatLog} WHERE ${changed('chat_key', from.changedChats)}
  UNION ALL
  SELECT request_id FROM ${from.callLog} WHERE ${changed('call_key', from.changedCalls)}
)) AS repeats
FROM ${from.rawRequests}
WHERE received_at > fromUnixTimestamp64Milli({since:Int64})
GROUP BY connection_id
ORDER BY requests DESC
LIMIT {max:UInt32}`,
    params: { window_s: (hourMs + slackMs) / 1_000, since: nowMs - hourMs, max: maxConnectionsAsked },
  })
  return new Map(
    rows.map(({ connection_id: connectionId, requests, repeats }) => [
      connectionId,
      { requests: Number(requests), repeats: Number(repeats) },
    ]),
  )
}

/** That an item changed within the window. */
function changed(key: string, table: string): string {
  return `${key} IN (SELECT ${key} FROM ${table} WHERE inserted_at >= now64(3) - INTERVAL {window_s:UInt32} SECOND)`
}
