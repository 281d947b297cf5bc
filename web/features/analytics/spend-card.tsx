import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { currencyAt } from '../../api/metric-rows.ts'
import { type MetricsAnswer, useMetrics } from '../../api/metrics-query.ts'
import { type ChartData, ChartTable, stackedBarsOption, sumAt, visibleSeries } from '../../charts/index.ts'
import { useT, useValueNames } from '../../ui/index.ts'
import { ChartCard } from '../../ui/statistics/chart-card.tsx'
import type { DrillDown } from '../../ui/statistics/drill-down.ts'
import type { TimeAxis } from '../../ui/statistics/time-axis.ts'
import { TimeChart } from '../../ui/statistics/time-chart.tsx'
import { stackedTotals, timeData } from '../../ui/statistics/time-data.ts'
import { useChartTheme } from '../../ui/statistics/use-chart-theme.ts'
import { useTimeChart } from '../../ui/statistics/use-time-chart.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import { spendQuestion } from './questions.ts'
import { spendSeries } from './spend-model.ts'

const heightPx = 228
/** Amounts with their currency are longer than counts. */
const leftPx = 64
const drill: DrillDown = { metric: 'messages.spend' }

interface SpendCardProps {
  readonly overview: MetricsAnswer
  readonly axis: TimeAxis
}

/** What was charged over time, piled up by channel. */
export function SpendCard({ overview, axis }: SpendCardProps): ReactNode {
  const t = useT()
  const { selected, granularity } = useAnalyticsView()
  const question = spendQuestion(selected, granularity)
  const answer = useMetrics(question)
  const theme = useChartTheme()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const data = useSpendData(overview, answer, axis)
  const shown = useMemo(() => visibleSeries(data, hidden), [data, hidden])
  const write = useMoneyWriter(currencyAt(overview.data?.totals, 'messages.spend'))
  const option = useMemo(
    () => stackedBarsOption({ data: shown, theme, formatAxis: write.short, isContinuous: true, leftPx }),
    [shown, theme, write],
  )
  const { onPick, onBrush } = useTimeChart(axis, drill)
  const entries = data.series.map(({ key, name, color }) => ({ key, name, color, mark: 'solid' as const }))
  const title = t('analytics.spend')
  return (
    <ChartCard
      title={title}
      definition={t('analytics.spend_definition')}
      question={question}
      answer={answer}
      heightPx={heightPx + 36}
      drill={drill}
      isEmpty={data.series.length === 0}
      picture={() => ({ option, legend: entries })}
      renderTable={() => (
        <ChartTable
          data={data}
          caption={title}
          placeTitle={t('analytics.place_time')}
          totalTitle={t('analytics.total')}
          format={write.full}
          onPick={(index) => onPick({ index })}
          heightPx={heightPx + 36}
        />
      )}
    >
      {() => (
        <TimeChart
          title={title}
          summary={summaryOf(data, write.full, t)}
          axis={axis}
          entries={entries}
          hidden={hidden}
          onHide={setHidden}
          option={option}
          heightPx={heightPx}
          tooltip={({ index }) => ({
            title: data.fullLabels[index] ?? '',
            lines: [
              { name: t('analytics.total'), value: write.full(sumAt(shown.series, index)), strong: true },
              ...shown.series.map(({ name, color, values }) => ({
                name,
                color,
                value: write.full(values[index] ?? null),
              })),
            ],
            note:
              index >= (data.incompleteFrom ?? Number.POSITIVE_INFINITY)
                ? t('analytics.not_over')
                : undefined,
          })}
          onPick={onPick}
          onBrush={onBrush}
        />
      )}
    </ChartCard>
  )
}

function useSpendData(overview: MetricsAnswer, answer: MetricsAnswer, axis: TimeAxis): ChartData {
  const t = useT()
  const theme = useChartTheme()
  const nameOf = useValueNames()
  return useMemo(() => {
    const times = overview.data?.rows.map((row) => String(row['time'])) ?? []
    const series = answer.data
      ? spendSeries(answer.data, times, axis, {
          scheme: theme.scheme,
          otherColor: theme.muted,
          nameOf: (channel) => nameOf('channel', channel),
          otherName: t('analytics.other_channels'),
        })
      : []
    return timeData(axis, series)
  }, [overview.data, answer.data, axis, theme, nameOf, t])
}

function useMoneyWriter(currency: string | null): {
  readonly short: (value: number) => string
  readonly full: (value: number | null) => string
} {
  const { format } = useAnalyticsView()
  const money = useCallback(
    // For drawing only: a plain decimal string, never an exponent.
    (value: number) => ({ amount: value.toFixed(6), currency: currency ?? 'EUR' }),
    [currency],
  )
  return useMemo(
    () => ({
      short: (value) => format.moneyCompact(money(value)),
      full: (value) => format.money(value === null ? null : money(value)),
    }),
    [format, money],
  )
}

function summaryOf(
  data: ChartData,
  write: (value: number | null) => string,
  t: ReturnType<typeof useT>,
): string {
  const sums = stackedTotals(data)
  if (!sums) return t('analytics.summary_none')
  const { total, place, most } = sums
  return t('analytics.spend_summary', { total: write(total), place, most: write(most) })
}
