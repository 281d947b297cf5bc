export const messageDimensions = [
  'time',
  'channel',
  'status',
  'connection',
  'sender',
  'country',
  'network',
  'campaign',
  'template',
  'kind',
  'error',
  'weekday',
  'hour',
  'latency',
  'currency',
] as const
export type MessageDimension = (typeof messageDimensions)[number]

/** Lower bounds of the bands that the dimension `latency` cuts delivery times into, ms; the last one is open. */
export const latencyBandsMs = [
  0, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000, 21_600_000, 86_400_000,
] as const

export type LatencyBandMs = (typeof latencyBandsMs)[number]

export const messageMetricNames = [
  'messages.created',
  'messages.in_progress',
  'messages.sent',
  'messages.delivered',
  'messages.read',
  'messages.clicked',
  'messages.not_delivered',
  'messages.failed',
  'messages.rejected',
  'messages.expired',
  'messages.cancelled',
  'messages.unconfirmed',
  'messages.late',
  'messages.conflicting',
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
] as const
export type MessageMetricName = (typeof messageMetricNames)[number]

export { type Granularity, granularities } from '../core/time/period.ts'

export const exportFormats = ['csv', 'xlsx'] as const
