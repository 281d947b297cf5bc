import { type ReactNode, useCallback, useMemo } from 'react'
import { currencyAt, numberAt } from '../../api/metric-rows.ts'
import type { MetricsAnswer, MetricsQuestion } from '../../api/metrics-query.ts'
import { accentColor, type ChartSeries } from '../../charts/index.ts'
import { useT } from '../../ui/index.ts'
import type { DrillDown } from '../../ui/statistics/drill-down.ts'
import { LinesCard } from '../../ui/statistics/lines-card.tsx'
import { type TimeAxis, untilNow } from '../../ui/statistics/time-axis.ts'
import { useChartTheme } from '../../ui/statistics/use-chart-theme.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import { usePreviousRows } from './use-previous.ts'

interface CostCardProps {
  readonly question: MetricsQuestion
  readonly answer: MetricsAnswer
  readonly axis: TimeAxis
}

const drill: DrillDown = { metric: 'messages.cost' }

/** What the providers reported as their price, over time. */
export function CostCard({ question, answer, axis }: CostCardProps): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const { format } = useAnalyticsView()
  const rows = answer.data?.rows
  const previous = usePreviousRows()
  const currency = currencyAt(answer.data?.totals, 'messages.cost') ?? 'EUR'
  const series = useMemo<ChartSeries[]>(
    () => [
      {
        key: 'cost',
        name: t('analytics.cost_name'),
        color: accentColor[theme.scheme],
        values: untilNow(rows?.map((row) => numberAt(row, 'messages.cost')) ?? [], axis),
      },
    ],
    [rows, axis, theme, t],
  )
  const overlay = useMemo<ChartSeries | undefined>(
    () =>
      previous && {
        key: 'previous',
        name: t('analytics.previous_period'),
        color: theme.muted,
        values: axis.places.map((_, index) => numberAt(previous[index], 'messages.cost')),
      },
    [previous, axis, theme, t],
  )
  const formatAxis = useCallback(
    (value: number) => format.moneyCompact({ amount: decimal(value), currency }),
    [format, currency],
  )
  const formatValue = useCallback(
    (value: number | null) => format.money(value === null ? null : { amount: decimal(value), currency }),
    [format, currency],
  )
  return (
    <LinesCard
      title={t('analytics.cost')}
      definition={t('analytics.cost_definition')}
      question={question}
      answer={answer}
      axis={axis}
      series={series}
      overlay={overlay}
      formatAxis={formatAxis}
      formatValue={formatValue}
      filled
      drill={drill}
    />
  )
}

/** For drawing only: a plain decimal string, never an exponent. */
function decimal(value: number): string {
  return value.toFixed(6)
}
