import type { MessageStep } from '../contract/index.ts'
import type { MessageEvent } from '../facts/index.ts'
import { isPlausibleEventTime } from './event-time.ts'
import { maxLength, maxParts } from './field-limits.ts'
import { eventKeyOf, messageKeyOf } from './message-keys.ts'
import { isPlausibleCost } from './plausible-cost.ts'
import type { HookContext } from './provider-adapter.ts'

type Attributes = Pick<
  MessageEvent,
  | 'sender'
  | 'recipient'
  | 'recipientType'
  | 'numberCountry'
  | 'kind'
  | 'category'
  | 'segments'
  | 'costMicros'
  | 'costCurrency'
  | 'errorCode'
  | 'errorReason'
  | 'network'
  | 'campaign'
  | 'template'
  | 'url'
  | 'machine'
>

/** What an adapter has read of one status report. */
export interface ProviderReport extends Partial<Attributes> {
  readonly messageId: string
  /** What tells this message from the connection's others, besides the provider's id. */
  readonly participant?: string
  /** The status and time as the provider writes them: with the content, what a repeat has in common with it. */
  readonly identity: readonly string[]
  readonly step: MessageStep
  readonly channel: string
  /** The provider's own time; null, or out of all likelihood, and the time of receipt stands in. */
  readonly providerTimeMs: number | null
  readonly requestIndex: number
}

/**
 * A report → a row of the log. Whatever an adapter has read, the row is one that the log can hold: rows are written
 * together, and one that the engine refuses would fail requests that have nothing to do with it.
 */
export function fromProviderReport(
  provider: string,
  given: ProviderReport,
  context: HookContext,
): MessageEvent {
  const report = withinLimits(given)
  const { providerTimeMs } = report
  const hasTime = providerTimeMs !== null && isPlausibleEventTime(providerTimeMs, context.receivedAtMs)
  return {
    companyId: context.companyId,
    messageKey: messageKeyOf(context.connectionId, [report.messageId, report.participant ?? '']),
    eventKey: eventKeyOf([...report.identity, ...contentOf(report)]),
    connectionId: context.connectionId,
    provider,
    messageId: report.messageId,
    step: report.step,
    timeMs: hasTime ? providerTimeMs : context.receivedAtMs,
    timeSource: hasTime ? 'provider' : 'receipt',
    receivedAtMs: context.receivedAtMs,
    channel: report.channel,
    sender: report.sender ?? '',
    recipient: report.recipient ?? '',
    recipientType: report.recipientType ?? '',
    country: '',
    numberCountry: report.numberCountry ?? '',
    network: report.network ?? '',
    campaign: report.campaign ?? '',
    template: report.template ?? '',
    kind: report.kind ?? '',
    category: report.category ?? '',
    segments: report.segments ?? 0,
    computedSegments: 0,
    part: 0,
    parts: 0,
    costMicros: report.costMicros ?? null,
    costCurrency: report.costCurrency ?? '',
    errorCode: report.errorCode ?? '',
    errorReason: report.errorReason ?? '',
    url: report.url ?? '',
    machine: report.machine ?? false,
    requestId: context.requestId,
    requestIndex: report.requestIndex,
  }
}

/** Leaves out what no message has: a price or count out of bounds is a slip of the provider, and the event still counts. */
function withinLimits({
  costMicros,
  costCurrency,
  segments = 0,
  providerTimeMs,
  ...report
}: ProviderReport): ProviderReport {
  const hasCost = typeof costMicros === 'bigint' && isPlausibleCost(costMicros)
  return {
    ...report,
    providerTimeMs: Number.isSafeInteger(providerTimeMs) ? providerTimeMs : null,
    segments: Number.isInteger(segments) && segments >= 0 && segments <= maxParts ? segments : 0,
    costMicros: hasCost ? costMicros : null,
    costCurrency: hasCost ? (costCurrency ?? '') : '',
  }
}

/** All that goes into the log, so that one key never stands for different content. */
function contentOf(report: ProviderReport): readonly string[] {
  return [
    report.step,
    report.channel,
    report.sender ?? '',
    report.recipient ?? '',
    report.category ?? '',
    String(report.segments ?? 0),
    String(report.costMicros ?? ''),
    report.costCurrency ?? '',
    report.errorCode ?? '',
    report.errorReason ?? '',
    report.kind ?? '',
    report.network ?? '',
    report.campaign ?? '',
    report.template ?? '',
    report.url ?? '',
    report.machine ? 'machine' : '',
  ]
}

/** The rows of reports, one by one; what an adapter could make no report of (null) is left out. */
export function* eventsOf(
  provider: string,
  reports: Iterable<ProviderReport | null>,
  context: HookContext,
): Generator<MessageEvent> {
  for (const report of reports) if (report) yield fromProviderReport(provider, report, context)
}

/** A provider's value as text that the log can hold: numbers written out, everything else than text left out. */
export function tidyText(value: unknown, length: number = maxLength.label): string {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string') return ''
  return text.replaceAll('\0', '').slice(0, length).toWellFormed().trim()
}
