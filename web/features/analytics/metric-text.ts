import type { MessageMetricName, MetricValue } from '../../../src/contract/index.ts'
import type { Formats } from '../../../src/messages/index.ts'

export type MetricUnit = 'count' | 'ratio' | 'ms' | 'money'

/** The unit of a metric, known before the catalogue has arrived; it follows from the metric's name (API.md). */
export function unitOf(metric: MessageMetricName): MetricUnit {
  if (metric.endsWith('_ms')) return 'ms'
  if (metric.endsWith('_rate') || metric.endsWith('_coverage')) return 'ratio'
  return metric === 'messages.spend' || metric === 'messages.cost' || metric === 'messages.margin'
    ? 'money'
    : 'count'
}

/** For a card: at most three significant digits. */
export function shortText(value: MetricValue, unit: MetricUnit, format: Formats): string {
  if (typeof value === 'object') return format.moneyCompact(value)
  if (unit === 'ratio') return format.percent(value)
  if (unit === 'ms') return format.duration(value)
  return Math.abs(value) < 10_000 ? format.number(value) : format.compact(value)
}

/** For a tooltip or a table: every digit. */
export function exactText(value: MetricValue, unit: MetricUnit, format: Formats): string {
  if (typeof value === 'object') return format.money(value)
  if (unit === 'ratio') return format.percent(value)
  return unit === 'ms' ? format.duration(value) : format.number(value)
}
