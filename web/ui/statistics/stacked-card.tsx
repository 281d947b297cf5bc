import { type ReactNode, useMemo, useState } from 'react'
import type { MetricsAnswer, MetricsQuestion } from '../../api/metrics-query.ts'
import {
  type ChartSeries,
  ChartTable,
  seriesAt,
  stackedBarsOption,
  sumAt,
  visibleSeries,
} from '../../charts/index.ts'
import { useT } from '../index.ts'
import { useSelectionView } from '../selection/selection-view.tsx'
import { ChartCard } from './chart-card.tsx'
import type { DrillDown } from './drill-down.ts'
import type { TimeAxis } from './time-axis.ts'
import { TimeChart } from './time-chart.tsx'
import { stackedTotals, timeData } from './time-data.ts'
import { useChartTheme } from './use-chart-theme.ts'
import { useTimeChart } from './use-time-chart.ts'

interface StackedCardProps {
  readonly title: string
  readonly definition: string
  readonly question: MetricsQuestion
  readonly answer: MetricsAnswer
  readonly axis: TimeAxis
  /** Counts, at most six and "other". */
  readonly series: readonly ChartSeries[]
  readonly drill: DrillDown
  /** What more a click on one of the piled up bars is of, by the key of its series. */
  readonly drillOf?: (key: string) => DrillDown | undefined
  /** Stands over the legend: a choice of what the bars are cut by. */
  readonly head?: ReactNode
  readonly heightPx?: number
}

const usualHeightPx = 228
const legendPx = 36

/** Counts over the page's time axis as piled up bars, with legend, tooltip, table and picture. */
export function StackedCard(props: StackedCardProps): ReactNode {
  const {
    title,
    definition,
    question,
    answer,
    axis,
    series,
    drill,
    drillOf,
    head,
    heightPx = usualHeightPx,
  } = props
  const t = useT()
  const { format } = useSelectionView()
  const theme = useChartTheme()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const data = useMemo(() => timeData(axis, series), [axis, series])
  const shown = useMemo(() => visibleSeries(data, hidden), [data, hidden])
  const option = useMemo(
    () => stackedBarsOption({ data: shown, theme, formatAxis: (value) => format.compact(value) }),
    [shown, theme, format],
  )
  const { onPick, onBrush } = useTimeChart(axis, drill)
  const sums = stackedTotals(data)
  const entries = series.map(({ key, name, color }) => ({ key, name, color, mark: 'solid' as const }))
  return (
    <ChartCard
      title={title}
      definition={definition}
      question={question}
      answer={answer}
      heightPx={heightPx + legendPx}
      drill={drill}
      isEmpty={sums === null}
      head={head}
      picture={() => ({ option, legend: entries })}
      renderTable={() => (
        <ChartTable
          data={data}
          caption={title}
          placeTitle={t('analytics.place_time')}
          totalTitle={t('analytics.total')}
          format={(value) => format.number(value)}
          onPick={(index) => onPick({ index })}
          heightPx={heightPx + legendPx}
        />
      )}
    >
      {() => (
        <TimeChart
          title={title}
          summary={
            sums === null
              ? t('analytics.summary_none')
              : t('analytics.volume_summary', {
                  total: format.number(sums.total),
                  place: sums.place,
                  most: format.number(sums.most),
                })
          }
          axis={axis}
          entries={entries}
          hidden={hidden}
          onHide={setHidden}
          option={option}
          heightPx={heightPx}
          tooltip={({ index }) => ({
            title: data.fullLabels[index] ?? '',
            lines: [
              {
                name: t('analytics.total'),
                value: format.number(sumAt(shown.series, index)),
                strong: true,
              },
              ...shown.series.map((one) => ({
                name: one.name,
                value: format.number(one.values[index] ?? null),
                color: one.color,
              })),
            ],
            note:
              index >= (data.incompleteFrom ?? Number.POSITIVE_INFINITY)
                ? t('analytics.not_over')
                : undefined,
          })}
          onPick={(place) => {
            const part =
              place.value === undefined ? undefined : seriesAt(shown.series, place.index, place.value)
            onPick(place, part && drillOf?.(part.key))
          }}
          onBrush={onBrush}
        />
      )}
    </ChartCard>
  )
}
