import { categoryAxis, frame, plotArea, valueAxis } from './axes.ts'
import { type ChartData, type ChartSeries, sumAt } from './chart-data.ts'
import { type ChartTheme, hatching } from './chart-theme.ts'

export interface StackedBarsInput {
  readonly data: ChartData
  readonly theme: ChartTheme
  readonly formatAxis: (value: number) => string
  /** Values that are no counts, such as money, may have marks between whole numbers. */
  readonly isContinuous?: boolean
  readonly leftPx?: number
}

/** Bars over time, one on the other, with the previous period as a dashed line. Places not over yet are hatched. */
export function stackedBarsOption(input: StackedBarsInput): Record<string, unknown> {
  const { data, theme, formatAxis, isContinuous = false, leftPx } = input
  const overlay = data.overlay ? [overlayLine(data.overlay, theme)] : []
  return {
    ...frame(theme),
    grid: plotArea(leftPx),
    xAxis: categoryAxis(data, theme, true),
    yAxis: valueAxis(formatAxis, theme, isContinuous ? {} : { minInterval: 1 }),
    series: [...data.series.map((series, index) => stackedBar(data, series, index, theme)), ...overlay],
  }
}

function stackedBar(
  data: ChartData,
  series: ChartSeries,
  index: number,
  theme: ChartTheme,
): Record<string, unknown> {
  const incompleteFrom = data.incompleteFrom ?? Number.POSITIVE_INFINITY
  const dense = data.labels.length > 90
  return {
    id: series.key,
    name: series.name,
    type: 'bar',
    stack: 'all',
    barCategoryGap: dense ? '8%' : '26%',
    barMaxWidth: 56,
    emphasis: { disabled: true },
    itemStyle: {
      color: series.color,
      ...(series.hatched ? { decal: hatching(theme) } : {}),
      ...(dense ? {} : { borderColor: theme.surface, borderWidth: 0.5 }),
    },
    data: series.values.map((value, place) => {
      const style = {
        ...(place >= incompleteFrom && !series.hatched ? { decal: hatching(theme) } : {}),
        ...(isTop(data, index, place) ? { borderRadius: [3, 3, 0, 0] } : {}),
      }
      return Object.keys(style).length === 0 ? value : { value, itemStyle: style }
    }),
  }
}

/** Only the topmost bar of a pile is rounded. */
function isTop(data: ChartData, index: number, place: number): boolean {
  return (
    (data.series[index]?.values[place] ?? 0) > 0 && (sumAt(data.series.slice(index + 1), place) ?? 0) === 0
  )
}

export function overlayLine(series: ChartSeries, theme: ChartTheme): Record<string, unknown> {
  return {
    id: series.key,
    name: series.name,
    type: 'line',
    data: [...series.values],
    symbol: 'none',
    connectNulls: false,
    silent: true,
    z: 5,
    emphasis: { disabled: true },
    lineStyle: { color: series.color, width: 1.5, type: [4, 4] },
    itemStyle: { color: series.color, borderColor: theme.surface },
  }
}
