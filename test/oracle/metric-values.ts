import type { MessageMetricName, MessageStatus, MetricValue } from '../../src/contract/index.ts'
import type { OracleMessage } from './fold-message.ts'
import {
  channelsThatReportReads,
  negativeStatuses,
  openStatuses,
  otherTimeOutHours,
  rank,
  timeOutHours,
} from './meanings.ts'

const hourMs = 3_600_000
const isOneOf = (list: readonly string[], value: string): boolean => list.includes(value)

/** The status as counted at a moment: an open one past its channel's time-out is unconfirmed. */
export function statusAt(message: OracleMessage, asOfMs: number): MessageStatus {
  const hours = timeOutHours.get(message.channel) ?? otherTimeOutHours
  const timedOut = message.createdAtMs + hours * hourMs <= asOfMs
  return timedOut && isOneOf(openStatuses, message.status) ? 'unconfirmed' : message.status
}

const isDelivered = (message: OracleMessage): boolean =>
  message.status === 'delivered' || message.status === 'read'

/** Decision 0004: a time-out alone is no hand-over, so the status of the facts counts here. */
const isSent = (message: OracleMessage): boolean =>
  message.progress >= rank.sent || isOneOf(['expired', 'unconfirmed', 'delivered', 'read'], message.status)

/** Which messages a counting metric counts; also what its drill-down lists. */
export const countedBy = {
  'messages.created': () => true,
  'messages.in_progress': (message, asOfMs) => isOneOf(openStatuses, statusAt(message, asOfMs)),
  'messages.sent': isSent,
  'messages.delivered': isDelivered,
  'messages.read': (message) => message.status === 'read',
  'messages.clicked': (message) => message.clicked,
  'messages.not_delivered': (message) => isOneOf(negativeStatuses, message.status),
  'messages.failed': (message) => message.status === 'failed',
  'messages.rejected': (message) => message.status === 'rejected',
  'messages.expired': (message) => message.status === 'expired',
  'messages.cancelled': (message) => message.status === 'cancelled',
  'messages.unconfirmed': (message, asOfMs) => statusAt(message, asOfMs) === 'unconfirmed',
  'messages.late': (message) => {
    const hours = timeOutHours.get(message.channel) ?? otherTimeOutHours
    return message.endedAtMs !== null && message.endedAtMs - message.createdAtMs >= hours * hourMs
  },
  'messages.conflicting': (message) => message.conflict,
} as const satisfies Partial<Record<MessageMetricName, (message: OracleMessage, asOfMs: number) => boolean>>
export type CountingMetric = keyof typeof countedBy

/** A metric over some messages, by its definition in docs/metrics.md. Money in the company's currency. */
export function metricValue(
  metric: MessageMetricName,
  messages: readonly OracleMessage[],
  asOfMs: number,
  /** Of costs; null: they are of several. */
  currency: string | null,
): MetricValue {
  const count = (name: CountingMetric, among = messages): number =>
    among.filter((message) => countedBy[name](message, asOfMs)).length
  if (metric in countedBy) return count(metric as CountingMetric)
  const created = messages.length
  const delivered = messages.filter(isDelivered)
  const reporting = messages.filter((message) => isOneOf(channelsThatReportReads, message.channel))
  switch (metric) {
    case 'messages.delivery_rate':
      return share(count('messages.delivered'), created - count('messages.in_progress'))
    case 'messages.read_rate':
      return share(count('messages.read', reporting), count('messages.delivered', reporting))
    case 'messages.click_rate':
      return share(delivered.filter((message) => message.clicked).length, delivered.length)
    case 'messages.receipt_coverage':
      return share(created - count('messages.unconfirmed'), created)
    case 'messages.segments':
      return sumOfSegments(messages)
    case 'messages.latency_p50_ms':
      return latencyPercentile(messages, 50)
    case 'messages.latency_p90_ms':
      return latencyPercentile(messages, 90)
    case 'messages.latency_p99_ms':
      return latencyPercentile(messages, 99)
    case 'messages.cost':
      return costIn(messages, currency)
    default:
      // Spend and margin need our own charges, which no message has yet.
      return null
  }
}

const share = (part: number, of: number): number | null => (of === 0 ? null : part / of)

function sumOfSegments(messages: readonly OracleMessage[]): number | null {
  const known = messages.filter((message) => message.segments > 0)
  return known.length === 0 ? null : known.reduce((sum, message) => sum + message.segments, 0)
}

/** Nearest rank: the smallest observed value with at least `percent` % of the values at or below it. */
function latencyPercentile(messages: readonly OracleMessage[], percent: number): number | null {
  const sorted = messages
    .map((message) => message.latencyMs)
    .filter((latency) => latency !== null)
    .sort((a, b) => a - b)
  return sorted[Math.ceil((percent * sorted.length) / 100) - 1] ?? null
}

function costIn(messages: readonly OracleMessage[], currency: string | null): MetricValue {
  if (currency === null) return null
  const costs = messages.filter((message) => message.costCurrency === currency)
  if (costs.length === 0) return null
  const micros = costs.reduce((sum, message) => sum + (message.costMicros ?? 0n), 0n)
  const digits = micros.toString().padStart(7, '0')
  const fraction = digits.slice(-6).replace(/0{1,4}$/, '')
  return { amount: `${digits.slice(0, -6)}.${fraction}`, currency }
}

/** What a metric's value is a share or percentile of, and how many messages it could not count. */
export function metricBasis(
  metric: MessageMetricName,
  messages: readonly OracleMessage[],
  asOfMs: number,
  /** Of costs; null: they are of several. */
  currency: string | null,
): { readonly denominator: number | null; readonly left_out: number } {
  const delivered = messages.filter(isDelivered)
  const reporting = delivered.filter((message) => isOneOf(channelsThatReportReads, message.channel))
  const timed = messages.filter((message) => message.latencyMs !== null)
  const inProgress = messages.filter((message) => countedBy['messages.in_progress'](message, asOfMs)).length
  const leftOut = (counts: (message: OracleMessage) => boolean): number => messages.filter(counts).length
  switch (metric) {
    case 'messages.delivery_rate':
      return { denominator: messages.length - inProgress, left_out: inProgress }
    case 'messages.read_rate':
      return { denominator: reporting.length, left_out: delivered.length - reporting.length }
    case 'messages.click_rate':
      return {
        denominator: delivered.length,
        left_out: leftOut((message) => message.clicked && !isDelivered(message)),
      }
    case 'messages.receipt_coverage':
      return { denominator: messages.length, left_out: 0 }
    case 'messages.latency_p50_ms':
    case 'messages.latency_p90_ms':
    case 'messages.latency_p99_ms':
      return { denominator: timed.length, left_out: delivered.length - timed.length }
    case 'messages.segments':
      return { denominator: null, left_out: leftOut((message) => message.segments === 0) }
    case 'messages.cost':
      return {
        denominator: null,
        left_out: leftOut(
          (message) => currency !== null && message.costMicros !== null && message.costCurrency !== currency,
        ),
      }
    default:
      return { denominator: null, left_out: 0 }
  }
}
