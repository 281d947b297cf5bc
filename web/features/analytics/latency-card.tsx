import { type ReactNode, useCallback, useMemo } from 'react'
import { numberAt } from '../../api/metric-rows.ts'
import type { MetricsAnswer, MetricsQuestion } from '../../api/metrics-query.ts'
import { type ChartSeries, percentileColors } from '../../charts/index.ts'
import { useT } from '../../ui/index.ts'
import type { DrillDown } from '../../ui/statistics/drill-down.ts'
import { LinesCard } from '../../ui/statistics/lines-card.tsx'
import { type TimeAxis, untilNow } from '../../ui/statistics/time-axis.ts'
import { useChartTheme } from '../../ui/statistics/use-chart-theme.ts'
import { useAnalyticsView } from './analytics-view.tsx'

interface OverviewCardProps {
  readonly question: MetricsQuestion
  readonly answer: MetricsAnswer
  readonly axis: TimeAxis
}

/** Milliseconds, seconds, minutes, hours and days that people count in. */
const durationSteps = [
  100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000,
  1_800_000, 3_600_000, 7_200_000, 14_400_000, 28_800_000, 86_400_000, 172_800_000, 604_800_000,
]

const drill: DrillDown = { metric: 'messages.latency_p50_ms' }

/** Percentiles of the delivery time over time. */
export function LatencyCard({ question, answer, axis }: OverviewCardProps): ReactNode {
  const t = useT()
  const { scheme } = useChartTheme()
  const { format } = useAnalyticsView()
  const rows = answer.data?.rows
  const series = useMemo<ChartSeries[]>(
    () =>
      (['p50', 'p90', 'p99'] as const).map((key) => ({
        key,
        name: t(`analytics.latency_${key}`),
        color: percentileColors[key][scheme],
        values: untilNow(rows?.map((row) => numberAt(row, `messages.latency_${key}_ms`)) ?? [], axis),
      })),
    [rows, axis, scheme, t],
  )
  const write = useCallback((value: number | null) => format.duration(value), [format])
  return (
    <LinesCard
      title={t('analytics.latency')}
      definition={t('analytics.latency_definition')}
      question={question}
      answer={answer}
      axis={axis}
      series={series}
      formatAxis={write}
      formatValue={write}
      steps={durationSteps}
      leftPx={72}
      drill={drill}
    />
  )
}
