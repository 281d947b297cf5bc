import type { Granularity, MessageDimension, MessageMetricName } from '../../../src/contract/index.ts'
import type { MetricsQuestion } from '../../api/metrics-query.ts'
import type { Selected } from '../../ui/index.ts'

/** Counters, sparklines, percentiles and cost over time: one question, as they share their cut. */
export const overviewMetrics = [
  'messages.created',
  'messages.in_progress',
  'messages.sent',
  'messages.delivered',
  'messages.read',
  'messages.clicked',
  'messages.not_delivered',
  'messages.unconfirmed',
  'messages.delivery_rate',
  'messages.read_rate',
  'messages.click_rate',
  'messages.receipt_coverage',
  'messages.segments',
  'messages.latency_p50_ms',
  'messages.latency_p90_ms',
  'messages.latency_p99_ms',
  'messages.spend',
  'messages.cost',
  'messages.margin',
] as const satisfies readonly MessageMetricName[]

export const breakdownMetrics = [
  'messages.created',
  'messages.delivered',
  'messages.delivery_rate',
  'messages.read_rate',
  'messages.click_rate',
  'messages.not_delivered',
  'messages.unconfirmed',
  'messages.segments',
  'messages.latency_p50_ms',
  'messages.spend',
  'messages.cost',
  'messages.margin',
] as const satisfies readonly MessageMetricName[]

/** What can be said of each provider's receipts. */
export const receiptMetrics = [
  'messages.created',
  'messages.receipt_coverage',
  'messages.late',
  'messages.conflicting',
  'messages.latency_p50_ms',
  'messages.latency_p99_ms',
  'messages.spend',
  'messages.cost',
  'messages.margin',
] as const satisfies readonly MessageMetricName[]

export function receiptsQuestion(selected: Selected): MetricsQuestion {
  return {
    metrics: [...receiptMetrics],
    by: ['connection'],
    ...selected,
    order: [{ key: 'messages.created', direction: 'desc' }],
    limit: breakdownLimit,
  }
}

/** What providers reported as their prices, each currency apart. */
export function reportedCostsQuestion(selected: Selected): MetricsQuestion {
  return { metrics: ['messages.cost'], by: ['connection', 'currency'], ...selected, limit: breakdownLimit }
}

export const breakdownLimit = 500

export function overviewQuestion(selected: Selected, granularity: Granularity): MetricsQuestion {
  return { metrics: [...overviewMetrics], by: ['time'], granularity, ...selected, limit: 10_000 }
}

/** What the charts draw of another period: the dashed lines. */
export function previousQuestion(selected: Selected, granularity: Granularity): MetricsQuestion {
  return {
    metrics: ['messages.created', 'messages.cost'],
    by: ['time'],
    granularity,
    ...selected,
    limit: 10_000,
  }
}

/** The counters alone, for a stretch of time that is not the page's. */
export function totalsQuestion(selected: Selected): MetricsQuestion {
  return { metrics: [...overviewMetrics], by: [], ...selected }
}

export function volumeQuestion(selected: Selected, granularity: Granularity): MetricsQuestion {
  return { metrics: ['messages.created'], by: ['time', 'status'], granularity, ...selected, limit: 10_000 }
}

/** What was charged, by the channel that it was charged for. */
export function spendQuestion(selected: Selected, granularity: Granularity): MetricsQuestion {
  return { metrics: ['messages.spend'], by: ['time', 'channel'], granularity, ...selected, limit: 10_000 }
}

export function channelStatusQuestion(selected: Selected): MetricsQuestion {
  return { metrics: ['messages.created'], by: ['channel', 'status'], ...selected }
}

/** Shared by the cards of channels, countries and networks and by the table: each cut is asked once. */
export function breakdownQuestion(selected: Selected, dimension: MessageDimension): MetricsQuestion {
  return {
    metrics: [...breakdownMetrics],
    by: [dimension],
    ...selected,
    order: [{ key: 'messages.created', direction: 'desc' }],
    limit: breakdownLimit,
  }
}

export function errorsQuestion(selected: Selected): MetricsQuestion {
  return {
    metrics: ['messages.not_delivered'],
    by: ['error'],
    ...selected,
    order: [{ key: 'messages.not_delivered', direction: 'desc' }],
    limit: 50,
  }
}

export function latencyBandsQuestion(selected: Selected): MetricsQuestion {
  return { metrics: ['messages.created'], by: ['latency'], ...selected }
}

export function heatmapQuestion(selected: Selected): MetricsQuestion {
  return { metrics: ['messages.created'], by: ['weekday', 'hour'], ...selected }
}
