import { type ReactNode, useMemo } from 'react'
import type { MetricName, MetricsResult } from '../../../src/contract/index.ts'
import { dimensionAt, numberAt } from '../../api/metric-rows.ts'
import type { MetricsAnswer, MetricsQuestion } from '../../api/metrics-query.ts'
import { Chart, ChartTable, type HeatmapData, heatmapOption } from '../../charts/index.ts'
import { useT } from '../index.ts'
import { useSelectionView } from '../selection/selection-view.tsx'
import { ChartCard } from './chart-card.tsx'
import { useStatisticsPage } from './drill-down.ts'
import { useChartTheme } from './use-chart-theme.ts'

const heightPx = 264
const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)

interface HeatmapCardProps {
  readonly definition: string
  readonly question: MetricsQuestion
  readonly answer: MetricsAnswer
  /** The count that is shown, and what it is of. */
  readonly metric: MetricName
  readonly valueName: string
}

/** When things happen: local weekday by local hour. */
export function HeatmapCard({
  definition,
  question,
  answer,
  metric,
  valueName,
}: HeatmapCardProps): ReactNode {
  const t = useT()
  const { openItems } = useStatisticsPage()
  const theme = useChartTheme()
  const { format } = useSelectionView()
  const data = useMemo(() => heatmapData(answer.data, metric, format.weekday), [answer.data, metric, format])
  const option = useMemo(() => heatmapOption({ data, theme }), [data, theme])
  const title = t('analytics.heatmap')
  const placeName = (row: number, column: number): string =>
    t('analytics.heatmap_place', { weekday: data.rows[row] ?? '', hour: hours[column] ?? '' })
  const open = (row: number, column: number): void => {
    openItems({ metric, filters: { weekday: [row + 1], hour: [column] } })
  }
  const busiest = busiestPlace(data)
  const summary = busiest
    ? t('analytics.heatmap_summary', {
        place: placeName(busiest.row, busiest.column),
        most: format.number(busiest.value),
      })
    : t('analytics.summary_none')
  return (
    <ChartCard
      title={title}
      definition={definition}
      question={question}
      answer={answer}
      heightPx={heightPx}
      drill={{ metric }}
      isEmpty={answer.data?.rows.length === 0}
      picture={() => ({ option, heightPx: 300 })}
      renderTable={() => (
        <ChartTable
          data={{
            labels: hours,
            fullLabels: hours,
            series: data.rows.map((name, row) => ({
              key: name,
              name,
              color: '',
              values: data.values[row] ?? [],
            })),
          }}
          caption={title}
          placeTitle={t('words.dimension_hour')}
          totalTitle={t('analytics.total')}
          format={(value) => format.number(value)}
          heightPx={heightPx}
        />
      )}
    >
      {() => (
        <Chart
          option={option}
          label={t('analytics.chart_label', { title, summary })}
          heightPx={heightPx}
          columns={hours.length}
          rows={data.rows.length}
          tooltip={({ index, row = 0 }) => ({
            title: placeName(row, index),
            lines: [
              {
                name: valueName,
                value: format.number(data.values[row]?.[index] ?? null),
              },
            ],
          })}
          failedText={t('analytics.chart_failed')}
          retryText={t('shell.retry')}
          onPick={({ index, row = 0 }) => open(row, index)}
        />
      )}
    </ChartCard>
  )
}

function heatmapData(
  result: MetricsResult | undefined,
  metric: MetricName,
  weekday: (day: number) => string,
): HeatmapData {
  const values = Array.from({ length: 7 }, () => hours.map((): number | null => 0))
  for (const row of result?.rows ?? []) {
    const day = Number(dimensionAt(row, 'weekday'))
    const hour = Number(dimensionAt(row, 'hour'))
    const line = values[day - 1]
    if (line && hour < 24) line[hour] = numberAt(row, metric)
  }
  return { columns: hours, rows: values.map((_, index) => weekday(index + 1)), values }
}

function busiestPlace(data: HeatmapData): { row: number; column: number; value: number } | undefined {
  let busiest: { row: number; column: number; value: number } | undefined
  for (const [row, line] of data.values.entries())
    for (const [column, value] of line.entries())
      if (value !== null && value > (busiest?.value ?? 0)) busiest = { row, column, value }
  return busiest
}
