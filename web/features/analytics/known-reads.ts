import type { MessageMetricName, MetricsResult, MetricValue } from '../../../src/contract/index.ts'
import { channelsReportingReads } from '../../../src/contract/message-words.ts'
import { numberAt, valueAt } from '../../api/metric-rows.ts'

type Answer = Pick<MetricsResult, 'totals' | 'basis'>

/**
 * Whether the number of reads says anything: not where everything that was delivered went over channels that cannot
 * report reads, such as SMS. The read rate counts exactly those messages as left out.
 */
export function knowsReads({ totals, basis }: Answer): boolean {
  const rate = basis['messages.read_rate']
  if (rate === undefined || (numberAt(totals, 'messages.read') ?? 0) > 0) return true
  return (rate.denominator ?? 0) > 0 || rate.left_out === 0
}

/** A counter's value; null is "nobody knows", which is not zero. */
export function counterValue(answer: Answer, metric: MessageMetricName): MetricValue {
  return metric === 'messages.read' && !knowsReads(answer) ? null : valueAt(answer.totals, metric)
}

/** Whether the providers of a channel can say that a message was read; of an unstated channel nobody knows. */
export function reportsReads(channel: string | null): boolean {
  return (channelsReportingReads as readonly (string | null)[]).includes(channel)
}
