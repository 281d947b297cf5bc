import type { ChatMetricName, MetricRow } from '../../../src/contract/index.ts'
import { formatInstant, type Period, previousPeriod } from '../../../src/core/time/index.ts'
import { useSettledMetrics } from '../../api/metrics-query.ts'
import type { ChatSelected } from '../../ui/chat-selection/chat-selected.ts'
import { comparisonPeriod } from '../../ui/statistics/comparison.ts'
import { previousQuestion, totalsQuestion } from './chat-questions.ts'
import { useChatsView } from './chats-view.tsx'

/** New chats of the previous period, place by place beside the page's own; undefined without a comparison. */
export function usePreviousRows(): readonly MetricRow[] | undefined {
  const { compare, period, zone, selected, granularity } = useChatsView()
  const before = during(selected, previousPeriod(period, zone), zone)
  return useSettledMetrics(compare ? previousQuestion(before, granularity) : null)?.rows
}

export interface PreviousTotals {
  readonly totals: MetricRow | undefined
  /** Only a part of the previous period is compared with, as this one still runs. */
  readonly partial: boolean
}

/** Counters to compare with; while the period runs, of the same part of the previous one. */
export function usePreviousTotals(metrics: readonly ChatMetricName[]): PreviousTotals {
  const { compare, period, zone, nowMs, selected } = useChatsView()
  const comparison = compare ? comparisonPeriod(period, zone, nowMs) : undefined
  const question = comparison && totalsQuestion(metrics, during(selected, comparison.period, zone))
  const answer = useSettledMetrics(question ?? null)
  return { totals: answer?.totals, partial: comparison?.partial ?? false }
}

/** The same selection in another stretch of time. */
export function during(selected: ChatSelected, period: Period, zone: string): ChatSelected {
  return {
    ...selected,
    from: formatInstant(period.fromMs, zone),
    to: formatInstant(period.toMs, zone),
  }
}
