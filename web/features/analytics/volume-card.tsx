import { type ReactNode, useMemo, useState } from 'react'
import { numberAt } from '../../api/metric-rows.ts'
import { type MetricsAnswer, useMetrics } from '../../api/metrics-query.ts'
import {
  type ChartData,
  type ChartPlace,
  type ChartSeries,
  ChartTable,
  negativeSteps,
  stackedBarsOption,
  sumAt,
  type TooltipContent,
  type TooltipLine,
  visibleSeries,
} from '../../charts/index.ts'
import { useT } from '../../ui/index.ts'
import { ChartCard } from '../../ui/statistics/chart-card.tsx'
import type { TimeAxis } from '../../ui/statistics/time-axis.ts'
import { TimeChart } from '../../ui/statistics/time-chart.tsx'
import { stackedTotals, timeData } from '../../ui/statistics/time-data.ts'
import { useChartTheme } from '../../ui/statistics/use-chart-theme.ts'
import { useTimeChart } from '../../ui/statistics/use-time-chart.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import { volumeQuestion } from './questions.ts'
import { usePreviousRows } from './use-previous.ts'
import { type VolumeCounts, volumeCounts, volumeSeries } from './volume-model.ts'

const heightPx = 280

interface VolumeCardProps {
  readonly overview: MetricsAnswer
  readonly axis: TimeAxis
}

/** Messages over time, stacked by status; the previous period as a dashed line. */
export function VolumeCard({ overview, axis }: VolumeCardProps): ReactNode {
  const t = useT()
  const { selected, granularity } = useAnalyticsView()
  const question = volumeQuestion(selected, granularity)
  const answer = useMetrics(question)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const { data, counts } = useVolumeData(overview, answer, axis)
  const shown = useMemo(() => visibleSeries(data, hidden), [data, hidden])
  const theme = useChartTheme()
  const { format } = useAnalyticsView()
  const option = useMemo(
    () => stackedBarsOption({ data: shown, theme, formatAxis: (value) => format.compact(value) }),
    [shown, theme, format],
  )
  const { onPick, onBrush } = useTimeChart(axis)
  const entries = [...data.series, ...(data.overlay ? [data.overlay] : [])].map((series) => ({
    key: series.key,
    name: series.name,
    color: series.color,
    mark:
      series.key === 'previous'
        ? ('dashed' as const)
        : series.hatched
          ? ('hatched' as const)
          : ('solid' as const),
  }))
  const title = t('analytics.volume')
  const tooltip = useVolumeTooltip(shown, counts)
  return (
    <ChartCard
      title={title}
      definition={t('analytics.volume_definition', { unit: t(`analytics.unit_${granularity}`) })}
      question={question}
      answer={answer}
      heightPx={heightPx + 36}
      picture={() => ({ option, legend: entries })}
      renderTable={() => (
        <ChartTable
          data={data}
          caption={title}
          placeTitle={t('analytics.place_time')}
          totalTitle={t('analytics.total')}
          format={(value) => format.number(value)}
          onPick={(index) => onPick({ index })}
          heightPx={heightPx + 36}
        />
      )}
    >
      {() => (
        <TimeChart
          title={title}
          summary={summaryOf(data, format.number, t)}
          axis={axis}
          entries={entries}
          hidden={hidden}
          onHide={setHidden}
          hint={t('analytics.brush_hint')}
          option={option}
          heightPx={heightPx}
          tooltip={tooltip}
          onPick={onPick}
          onBrush={onBrush}
        />
      )}
    </ChartCard>
  )
}

function useVolumeData(
  overview: MetricsAnswer,
  answer: MetricsAnswer,
  axis: TimeAxis,
): { readonly data: ChartData; readonly counts: VolumeCounts } {
  const t = useT()
  const theme = useChartTheme()
  const previous = usePreviousRows()
  return useMemo(() => {
    const times = overview.data?.rows.map((row) => String(row['time'])) ?? []
    const counts = answer.data ? volumeCounts(answer.data, times) : new Map()
    const overlay: ChartSeries | undefined = previous && {
      key: 'previous',
      name: t('analytics.previous_period'),
      color: theme.muted,
      values: axis.places.map((_, index) => numberAt(previous[index], 'messages.created')),
    }
    const series = volumeSeries(counts, axis, theme.scheme, (key) => t(`words.status_${key}`))
    return { data: timeData(axis, series, overlay), counts }
  }, [overview.data, answer.data, previous, axis, theme, t])
}

function useVolumeTooltip(
  data: ChartData,
  counts: VolumeCounts,
): (place: ChartPlace) => TooltipContent | undefined {
  const t = useT()
  const { format } = useAnalyticsView()
  return ({ index }) => {
    const title = data.fullLabels[index]
    if (title === undefined) return undefined
    const total = sumAt(data.series, index)
    const parts = data.series.flatMap((series): TooltipLine[] => {
      const value = series.values[index] ?? null
      const line = {
        name: series.name,
        value: format.number(value),
        color: series.color,
        hatched: series.hatched ?? false,
      }
      if (series.key !== 'not_delivered' || !value) return [line]
      const kinds = negativeSteps.flatMap((step) => {
        const count = counts.get(step)?.[index] ?? 0
        return count > 0
          ? [{ name: t(`words.status_${step}`), value: format.number(count), indented: true }]
          : []
      })
      return [line, ...kinds]
    })
    const before = data.overlay && {
      name: data.overlay.name,
      value: format.number(data.overlay.values[index] ?? null),
      color: data.overlay.color,
      dashed: true,
    }
    const isIncomplete = data.incompleteFrom !== undefined && index >= data.incompleteFrom
    return {
      title,
      lines: [
        { name: t('analytics.total'), value: format.number(total), strong: true },
        ...parts,
        ...(before ? [before] : []),
      ],
      note: isIncomplete ? t('analytics.not_over') : undefined,
    }
  }
}

function summaryOf(data: ChartData, write: (value: number) => string, t: ReturnType<typeof useT>): string {
  const sums = stackedTotals(data)
  if (!sums) return t('analytics.summary_none')
  const { total, place, most } = sums
  return t('analytics.volume_summary', { total: write(total), place, most: write(most) })
}
