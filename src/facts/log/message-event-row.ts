import type { MessageEvent } from '../message-event.ts'
import { precedenceOf } from './precedence.ts'
import { special, tabDecimal, tabInstant, tabText } from './tab-separated.ts'

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
  'precedence',
] as const

/** Largest count that the columns hold; more is written as this. */
const maxCount = 65_535

/**
 * Writes the columns after `batch_id` as TabSeparated text, without the line's end. The hot path of ingestion: the
 * texts are looked through for special characters all at once, and escaped one by one only where there are some.
 */
export function toRowMessageEvent(event: MessageEvent): string {
  const row = fieldsOf(event, special.test(textsOf(event)) ? tabText : unescaped).join('\t')
  return `${row}\t${precedenceOf(event.receivedAtMs, row)}`
}

function unescaped(value: string): string {
  return value
}

function fieldsOf(event: MessageEvent, text: (value: string) => string): readonly (string | number)[] {
  return [
    event.companyId,
    event.messageKey,
    event.eventKey,
    event.connectionId,
    text(event.provider),
    text(event.messageId),
    event.step,
    tabInstant(event.timeMs),
    event.timeSource,
    tabInstant(event.receivedAtMs),
    text(event.channel),
    text(event.sender),
    text(event.recipient),
    text(event.recipientType),
    text(event.country),
    text(event.numberCountry),
    text(event.network),
    text(event.campaign),
    text(event.template),
    text(event.kind),
    text(event.category),
    count(event.segments),
    count(event.computedSegments),
    count(event.part),
    count(event.parts),
    tabDecimal(event.costMicros),
    text(event.costCurrency),
    text(event.errorCode),
    text(event.errorReason),
    text(event.url),
    event.machine ? 1 : 0,
    event.requestId,
    event.requestIndex,
  ]
}

/** Every free text of an event, one after the other. */
function textsOf(e: MessageEvent): string {
  return `${e.provider}${e.messageId}${e.channel}${e.sender}${e.recipient}${e.recipientType}${e.country}${e.numberCountry}${e.network}${e.campaign}${e.template}${e.kind}${e.category}${e.costCurrency}${e.errorCode}${e.errorReason}${e.url}`
}

function count(value: number): number {
  return value > maxCount ? maxCount : value
}
