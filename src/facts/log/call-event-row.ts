import type { CallEvent } from '../call-event.ts'
import { precedenceOf } from './precedence.ts'
import { tabDecimal, tabInstant, tabText } from './tab-separated.ts'

/** Columns in the order of a row's text; the batch goes before them, when it is known. */
export const callEventColumns = [
  'batch_id',
  'company_id',
  'call_key',
  'event_key',
  'connection_id',
  'provider',
  'call_id',
  'time',
  'time_source',
  'received_at',
  'direction',
  'caller',
  'callee',
  'country',
  'started_at',
  'answered_at',
  'ended_at',
  'result',
  'operator_id',
  'cost',
  'cost_currency',
  'request_id',
  'request_index',
  'precedence',
] as const

/** Writes the columns after `batch_id` as TabSeparated text, without the line's end. As `toRowMessageEvent`. */
export function toRowCallEvent(event: CallEvent): string {
  const row = [
    event.companyId,
    event.callKey,
    event.eventKey,
    event.connectionId,
    tabText(event.provider),
    tabText(event.callId),
    tabInstant(event.timeMs),
    event.timeSource,
    tabInstant(event.receivedAtMs),
    event.direction,
    tabText(event.caller),
    tabText(event.callee),
    event.country,
    tabInstant(event.startedAtMs),
    event.answeredAtMs === null ? '\\N' : tabInstant(event.answeredAtMs),
    tabInstant(event.endedAtMs),
    tabText(event.result),
    tabText(event.operatorId),
    tabDecimal(event.costMicros),
    tabText(event.costCurrency),
    event.requestId,
    event.requestIndex,
  ].join('\t')
  return `${row}\t${precedenceOf(event.receivedAtMs, row)}`
}
