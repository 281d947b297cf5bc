import type { RawRequestView } from '../../contract/index.ts'
import { type Failure, fail, formatInstant, isUuid, ok, type Result } from '../../core/index.ts'
import type { CompanyFacts } from '../../facts/index.ts'
import { requestItem } from './request-item.ts'

interface EventPlace {
  readonly request_id: string
  readonly request_index: number
}

interface RequestRow {
  readonly received_at_ms: number | string
  readonly provider: string
  readonly method: string
  readonly path: string
  readonly headers_json: string
  readonly body_base64: string
}

/** An event of a message, of a chat, or of a call. */
export interface EventReference {
  readonly of: 'message' | 'chat' | 'call'
  readonly id: string
  readonly eventId: string
}

const logs = { message: 'messageLog', chat: 'chatLog', call: 'callLog' } as const

/**
 * `GET /api/v1/messages/{id}/events/{event id}/raw`, and the same of chats and calls: the request behind a step as it was received. Fails
 * with `not_found` for an unknown event, and for one that was imported without a request.
 */
export async function readRawRequest(
  facts: CompanyFacts,
  { of, id, eventId }: EventReference,
  zone: string,
): Promise<Result<RawRequestView, Failure<'not_found'>>> {
  const notFound = fail('not_found', 'There is no request behind this event: it is unknown or was imported.')
  if (!isUuid(id) || !isUuid(eventId)) return notFound
  const place = await facts.query<EventPlace>({
    sql: (from) => `SELECT request_id, request_index
FROM ${from[logs[of]]}
WHERE ${of}_key = {item_key:UUID} AND event_key = {event_key:UUID}
LIMIT 1`,
    params: { item_key: id, event_key: eventId },
  })
  const event = place.rows[0]
  if (!event) return notFound
  const request = await readRequest(facts, event.request_id)
  return request ? ok(toApiRequest(event, request, zone)) : notFound
}

async function readRequest(facts: CompanyFacts, requestId: string): Promise<RequestRow | undefined> {
  const { rows } = await facts.query<RequestRow>({
    sql: (from) => `SELECT
  provider, method, path, headers_json, body_base64, toUnixTimestamp64Milli(received_at) AS received_at_ms
FROM ${from.rawRequests}
WHERE request_id = {request_id:UUID}
LIMIT 1`,
    params: { request_id: requestId },
  })
  return rows[0]
}

function toApiRequest(
  { request_id, request_index }: EventPlace,
  row: RequestRow,
  zone: string,
): RawRequestView {
  const body = Buffer.from(row.body_base64, 'base64').toString('utf8')
  const headers = JSON.parse(row.headers_json) as Record<string, string>
  return {
    request_id,
    received_at: formatInstant(Number(row.received_at_ms), zone),
    provider: row.provider,
    method: row.method,
    path: row.path,
    headers,
    body,
    item: requestItem(body, headers['content-type'] ?? '', request_index),
  }
}
