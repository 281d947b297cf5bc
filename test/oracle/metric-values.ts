import {
  channelsReportingReads,
  defaultTimeOutHours,
  type MessageMetricName,
  type MessageStatus,
  type MetricValue,
  openStatuses,
  progressRank,
  timeOutHours,
} from '../../src/contract/index.ts'
import type { OracleMessage } from './fold-message.ts'

const hourMs = 3_600_000
const isOneOf = (list: readonly string[], value: string): boolean => list.includes(value)

/** The status as counted at a moment: an open one past its channel's time-out is unconfirmed. */
export function statusAt(message: OracleMessage, asOfMs: number): MessageStatus {
  const hours = timeOutHours[message.channel as keyof typeof timeOutHours] ?? defaultTimeOutHours
  const timedOut = message.createdAtMs + hours * hourMs <= asOfMs
  return timedOut && isOneOf(openStatuses, message.status) ? 'unconfirmed' : message.status
}

const isDelivered = (message: OracleMessage): boolean =>
  message.status === 'delivered' || message.status === 'read'

/** Decision 0004: a time-out alone is no hand-over, so the status of the facts counts here. */
const isSent = (message: OracleMessage): boolean =>
  message.progress >= progressRank.sent ||
  isOneOf(['expired', 'unconfirmed', 'delivered', 'read'], message.status)

const negatives = ['failed', 'rejected', 'expired', 'cancelled']

/** Which messages a counting metric counts; also what its drill-down lists. */
export const countedBy = {
  'messages.created': () => true,
  'messages.in_progress': (message, asOfMs) => isOneOf(openStatuses, statusAt(message, asOfMs)),
  'messages.sent': isSent,
  'messages.delivered': isDelivered,
  'messages.read': (message) => message.status === 'read',
  'messages.clicked': (message) => message.clicked,
  'messages.not_delivered': (message) => isOneOf(negatives, message.status),
  'messages.failed': (message) => message.status === 'failed',
  'messages.rejected': (message) => message.status === 'rejected',
  'messages.expired': (message) => message.status === 'expired',
  'messages.cancelled': (message) => message.status === 'cancelled',
  'messages.unconfirmed': (message, asOfMs) => statusAt(message, asOfMs) === 'unconfirmed',
} as const satisfies Partial<Record<MessageMetricName, (message: OracleMessage, asOfMs: number) => boolean>>
export type CountingMetric = keyof typeof countedBy

/** A metric over some messages, by its definition in METRICS.md. Money in the company's currency. */
export function metricValue(
  metric: MessageMetricName,
  messages: readonly OracleMessage[],
  asOfMs: number,
  currency: string,
): MetricValue {
  const count = (name: CountingMetric, among = messages): number =>
    among.filter((message) => countedBy[name](message, asOfMs)).length
  if (metric in countedBy) return count(metric as CountingMetric)
  const created = messages.length
  const reporting = messages.filter((message) => isOneOf(channelsReportingReads, message.channel))
  switch (metric) {
    case 'messages.delivery_rate':
      return share(count('messages.delivered'), created - count('messages.in_progress'))
    case 'messages.read_rate':
      return share(count('messages.read', reporting), count('messages.delivered', reporting))
    case 'messages.click_rate':
      return share(count('messages.clicked'), count('messages.delivered'))
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

function costIn(messages: readonly OracleMessage[], currency: string): MetricValue {
  const costs = messages.filter((message) => message.costCurrency === currency)
  if (costs.length === 0) return null
  const micros = costs.reduce((sum, message) => sum + (message.costMicros ?? 0n), 0n)
  const digits = micros.toString().padStart(7, '0')
  const fraction = digits.slice(-6).replace(/0{1,4}$/, '')
  return { amount: `${digits.slice(0, -6)}.${fraction}`, currency }
}
