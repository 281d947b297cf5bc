import type { MessageEvent } from '../message-event.ts'
import { tabDecimal, tabInstant, tabText } from './tab-separated.ts'

/** Columns in the order of a row's text; the batch goes before them, when it is known. */
export const messageEventColumns = [
  'batch_id',
  'company_id',
  'message_key',
  'event_key',
  'connection_id',
  'provider',
  'message_id',
  'step',
  'time',
  'time_source',
  'received_at',
  'channel',
  'sender',
  'recipient',
  'recipient_type',
  'country',
  'number_country',
  'network',
  'campaign',
  'template',
  'kind',
  'category',
  'segments',
  'computed_segments',
  'part',
  'parts',
  'cost',
  'cost_currency',
  'error_code',
  'error_reason',
  'url',
  'machine',
  'request_id',
  'request_index',
] as const

/** Largest count that the columns hold; more is written as this. */
const maxCount = 65_535

/** Writes the columns after `batch_id` as TabSeparated text, without the line's end. The hot path of ingestion. */
export function toRowMessageEvent(event: MessageEvent): string {
  return `${event.companyId}\t${event.messageKey}\t${event.eventKey}\t${event.connectionId}\t${tabText(event.provider)}\t${tabText(
    event.messageId,
  )}\t${event.step}\t${tabInstant(event.timeMs)}\t${event.timeSource}\t${tabInstant(event.receivedAtMs)}\t${tabText(
    event.channel,
  )}\t${tabText(event.sender)}\t${tabText(event.recipient)}\t${tabText(event.recipientType)}\t${tabText(
    event.country,
  )}\t${tabText(event.numberCountry)}\t${tabText(event.network)}\t${tabText(event.campaign)}\t${tabText(
    event.template,
  )}\t${tabText(event.kind)}\t${tabText(event.category)}\t${count(event.segments)}\t${count(
    event.computedSegments,
  )}\t${count(event.part)}\t${count(event.parts)}\t${tabDecimal(event.costMicros)}\t${tabText(
    event.costCurrency,
  )}\t${tabText(event.errorCode)}\t${tabText(event.errorReason)}\t${tabText(event.url)}\t${
    event.machine ? 1 : 0
  }\t${event.requestId}\t${event.requestIndex}`
}

function count(value: number): number {
  return value > maxCount ? maxCount : value
}

/** Joins rows of one batch into the text of an insert. */
export function messageEventsText(batchId: string, rows: readonly string[]): string {
  return `${batchId}\t${rows.join(`\n${batchId}\t`)}\n`
}
