import type { MetricRow, MetricsResult } from '../../../src/contract/index.ts'
import { formatInstant, previousPeriod } from '../../../src/core/time/index.ts'
import { useSettledMetrics } from '../../api/metrics-query.ts'
import { comparisonPeriod } from '../../ui/statistics/comparison.ts'
import { type AnalyticsView, useAnalyticsView } from './analytics-view.tsx'
import { previousQuestion, totalsQuestion } from './questions.ts'

/** Rows of the previous period, place by place beside the page's own; undefined without a comparison. */
export function usePreviousRows(): readonly MetricRow[] | undefined {
  const { compare, period, zone, selected, granularity } = useAnalyticsView()
  const before = { ...selected, ...instants(previousPeriod(period, zone), zone) }
  return useSettledMetrics(compare ? previousQuestion(before, granularity) : null)?.rows
}

/** The counters to compare with; while the period runs, of the same part of the previous one. */
export function usePreviousTotals(): {
  readonly totals: MetricsResult['totals'] | undefined
  readonly partial: boolean
} {
  const { compare, period, zone, nowMs, selected } = useAnalyticsView()
  const comparison = compare ? comparisonPeriod(period, zone, nowMs) : undefined
  const question = comparison && totalsQuestion({ ...selected, ...instants(comparison.period, zone) })
  const answer = useSettledMetrics(question ?? null)
  return { totals: answer?.totals, partial: comparison?.partial ?? false }
}

function instants(period: AnalyticsView['period'], zone: string): { from: string; to: string } {
  return { from: formatInstant(period.fromMs, zone), to: formatInstant(period.toMs, zone) }
}
