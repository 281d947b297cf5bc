import type { MessageMetricName } from '../../../src/contract/index.ts'
import type { StatusKey } from '../../charts/index.ts'
import type { GoodWhen } from '../../ui/statistics/comparison.ts'
import type { overviewMetrics } from './questions.ts'

type OverviewMetric = (typeof overviewMetrics)[number]

export interface CounterDefinition {
  readonly metric: OverviewMetric
  readonly title: CounterTitle
  readonly goodWhen: GoodWhen
  /** Colour of the sparkline; without one it is the page's accent. */
  readonly status?: StatusKey
  /** A second number of the same thing, in small words beside the change. */
  readonly beside?: 'read_rate' | 'click_rate' | 'coverage' | 'percentiles' | 'n'
}

type CounterTitle =
  | 'metric_created'
  | 'metric_delivered'
  | 'metric_delivery_rate'
  | 'metric_read'
  | 'metric_clicked'
  | 'metric_not_delivered'
  | 'metric_sent'
  | 'metric_in_progress'
  | 'metric_unconfirmed'
  | 'metric_segments'
  | 'metric_latency_p50'
  | 'metric_spend'
  | 'metric_cost'
  | 'metric_margin'

/** In the order of reading: is today normal, then what stands behind it. */
export const counterDefinitions: readonly CounterDefinition[] = [
  { metric: 'messages.created', title: 'metric_created', goodWhen: 'neutral' },
  { metric: 'messages.delivered', title: 'metric_delivered', goodWhen: 'up', status: 'delivered' },
  {
    metric: 'messages.delivery_rate',
    title: 'metric_delivery_rate',
    goodWhen: 'up',
    status: 'delivered',
    beside: 'n',
  },
  { metric: 'messages.read', title: 'metric_read', goodWhen: 'up', status: 'read', beside: 'read_rate' },
  { metric: 'messages.clicked', title: 'metric_clicked', goodWhen: 'up', beside: 'click_rate' },
  { metric: 'messages.not_delivered', title: 'metric_not_delivered', goodWhen: 'down', status: 'failed' },
  { metric: 'messages.sent', title: 'metric_sent', goodWhen: 'neutral', status: 'sent' },
  { metric: 'messages.in_progress', title: 'metric_in_progress', goodWhen: 'neutral', status: 'unconfirmed' },
  {
    metric: 'messages.unconfirmed',
    title: 'metric_unconfirmed',
    goodWhen: 'down',
    status: 'unconfirmed',
    beside: 'coverage',
  },
  { metric: 'messages.segments', title: 'metric_segments', goodWhen: 'neutral' },
  { metric: 'messages.latency_p50_ms', title: 'metric_latency_p50', goodWhen: 'down', beside: 'percentiles' },
  { metric: 'messages.spend', title: 'metric_spend', goodWhen: 'neutral' },
  { metric: 'messages.cost', title: 'metric_cost', goodWhen: 'neutral' },
  { metric: 'messages.margin', title: 'metric_margin', goodWhen: 'up' },
]

/** A rate is opened as what it counts: its own items would be the same ones. */
export function itemsMetricOf(metric: OverviewMetric): MessageMetricName {
  return metric === 'messages.delivery_rate' ? 'messages.delivered' : metric
}
