import { type ReactNode, useMemo, useState } from 'react'
import type { MetricsAnswer, MetricsQuestion } from '../../api/metrics-query.ts'
import { barsAndLinesOption, type ChartSeries, ChartTable, visibleSeries } from '../../charts/index.ts'
import { useT } from '../index.ts'
import { ChartCard } from './chart-card.tsx'
import type { DrillDown } from './drill-down.ts'
import type { TimeAxis } from './time-axis.ts'
import { TimeChart } from './time-chart.tsx'
import { timeData } from './time-data.ts'
import { useChartTheme } from './use-chart-theme.ts'
import { useTimeChart } from './use-time-chart.ts'

interface LinesCardProps {
  readonly title: string
  readonly definition: string
  readonly question: MetricsQuestion
  readonly answer: MetricsAnswer
  readonly axis: TimeAxis
  readonly series: readonly ChartSeries[]
  readonly overlay?: ChartSeries | undefined
  readonly formatAxis: (value: number) => string
  readonly formatValue: (value: number | null) => string
  readonly filled?: boolean
  readonly steps?: readonly number[]
  readonly leftPx?: number
  readonly drill: DrillDown
  readonly emptyText?: string
  /** Keys of series that are drawn as bars behind the lines. */
  readonly bars?: ReadonlySet<string>
  /** Keys of series that the legend shows switched off at first. */
  readonly off?: readonly string[]
  readonly heightPx?: number
}

const usualHeightPx = 228
const noBars: ReadonlySet<string> = new Set()

/** Lines over the page's time axis, with legend, tooltip, table and picture. */
export function LinesCard(props: LinesCardProps): ReactNode {
  const {
    title,
    definition,
    question,
    answer,
    axis,
    series,
    overlay,
    formatAxis,
    formatValue,
    filled,
    steps,
    leftPx,
    drill,
    emptyText,
    bars,
    off = [],
    heightPx = usualHeightPx,
  } = props
  const t = useT()
  const theme = useChartTheme()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set(off))
  const data = useMemo(() => timeData(axis, series, overlay), [axis, series, overlay])
  const shown = useMemo(() => visibleSeries(data, hidden), [data, hidden])
  const option = useMemo(
    () =>
      barsAndLinesOption({
        data: shown,
        theme,
        formatAxis,
        filled: filled ?? false,
        bars: bars ?? noBars,
        ...(steps ? { steps } : {}),
        ...(leftPx === undefined ? {} : { leftPx }),
      }),
    [shown, theme, formatAxis, filled, steps, leftPx, bars],
  )
  const { onPick, onBrush } = useTimeChart(axis, drill)
  const all = overlay ? [...series, overlay] : series
  const entries = all.map((one) => ({
    key: one.key,
    name: one.name,
    color: one.color,
    mark: one.key === 'previous' ? ('dashed' as const) : ('solid' as const),
  }))
  const visible = shown.overlay ? [...shown.series, shown.overlay] : shown.series
  return (
    <ChartCard
      title={title}
      definition={definition}
      question={question}
      answer={answer}
      heightPx={heightPx + 36}
      drill={drill}
      {...(emptyText === undefined ? {} : { emptyText })}
      isEmpty={series.every(({ values }) => values.every((value) => value === null))}
      picture={() => ({ option, legend: entries })}
      renderTable={() => (
        <ChartTable
          data={data}
          caption={title}
          placeTitle={t('analytics.place_time')}
          format={formatValue}
          onPick={(index) => onPick({ index })}
          heightPx={heightPx + 36}
        />
      )}
    >
      {() => (
        <TimeChart
          title={title}
          summary={summaryOf(series, formatValue, t)}
          axis={axis}
          entries={entries}
          hidden={hidden}
          onHide={setHidden}
          option={option}
          heightPx={heightPx}
          tooltip={({ index }) => ({
            title: data.fullLabels[index] ?? '',
            lines: visible.map((one) => ({
              name: one.name,
              value: formatValue(one.values[index] ?? null),
              color: one.color,
              dashed: one.key === 'previous',
            })),
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

function summaryOf(
  series: readonly ChartSeries[],
  write: (value: number | null) => string,
  t: ReturnType<typeof useT>,
): string {
  const sentences = series.flatMap(({ name, values }) => {
    const known = values.filter((value) => value !== null)
    if (known.length === 0) return []
    return [
      t('analytics.lines_summary', {
        name,
        least: write(Math.min(...known)),
        most: write(Math.max(...known)),
      }),
    ]
  })
  return sentences.length > 0 ? sentences.join(' ') : t('analytics.summary_none')
}
