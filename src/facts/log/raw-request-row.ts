import type { RawRequest } from '../message-event.ts'
import { tabInstant, tabText } from './tab-separated.ts'

export const rawRequestColumns = [
  'company_id',
  'request_id',
  'connection_id',
  'provider',
  'received_at',
  'method',
  'path',
  'headers_json',
  'body_base64',
] as const

/** Writes a request as TabSeparated text, without the line's end; the body as base64, decoded by the engine. */
export function toRowRawRequest(request: RawRequest): string {
  const { body } = request
  const base64 = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('base64')
  return [
    request.companyId,
    request.requestId,
    request.connectionId,
    tabText(request.provider),
    tabInstant(request.receivedAtMs),
    tabText(request.method),
    tabText(request.path),
    tabText(JSON.stringify(request.headers)),
    base64,
  ].join('\t')
}
