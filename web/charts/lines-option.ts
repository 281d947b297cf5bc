import { categoryAxis, frame, plotArea, valueAxis } from './axes.ts'
import type { ChartData, ChartSeries } from './chart-data.ts'
import type { ChartTheme } from './chart-theme.ts'
import { overlayLine } from './stacked-bars-option.ts'

export interface LinesInput {
  readonly data: ChartData
  readonly theme: ChartTheme
  readonly formatAxis: (value: number) => string
  /** A faint fill under the line; only sensible for a single series. */
  readonly filled?: boolean
  /** Distances of marks on the value axis that read well in its unit, in ascending order. */
  readonly steps?: readonly number[]
  /** Room for the words of the value axis. */
  readonly leftPx?: number
}

/** Lines over time. Gaps stay gaps; the part that leads into a place not over yet is dotted. */
export function linesOption({
  data,
  theme,
  formatAxis,
  filled,
  steps,
  leftPx,
}: LinesInput): Record<string, unknown> {
  return {
    ...frame(theme),
    grid: plotArea(leftPx),
    xAxis: categoryAxis(data, theme, true),
    yAxis: valueAxis(formatAxis, theme, axisStep(data, steps)),
    series: [
      ...data.series.flatMap((series) => linesOf(data, series, theme, filled ?? false)),
      ...(data.overlay ? [overlayLine(data.overlay, theme)] : []),
    ],
  }
}

function linesOf(data: ChartData, series: ChartSeries, theme: ChartTheme, filled: boolean): object[] {
  const from = data.incompleteFrom ?? series.values.length
  const whole = series.values.map((value, place) => (place < from ? value : null))
  const tail = series.values.map((value, place) => (place >= from - 1 ? value : null))
  const line = {
    name: series.name,
    type: 'line',
    connectNulls: false,
    emphasis: { disabled: true },
    itemStyle: { color: series.color, borderColor: theme.surface, borderWidth: 1.5 },
  }
  const main = {
    ...line,
    id: series.key,
    data: whole.map((value, place) => ({ value, symbol: isLonely(whole, place) ? 'circle' : 'none' })),
    symbolSize: 6,
    lineStyle: { color: series.color, width: 2 },
    ...(filled ? { areaStyle: { color: series.color, opacity: 0.1 } } : {}),
  }
  if (from >= series.values.length) return [main]
  const dotted = {
    ...line,
    id: `${series.key}:incomplete`,
    data: tail.map((value, place) => ({ value, symbol: place >= from ? 'emptyCircle' : 'none' })),
    symbolSize: 6,
    lineStyle: { color: series.color, width: 2, type: 'dotted' },
  }
  return [main, dotted]
}

const mostMarks = 5

/** The smallest of the given distances that needs no more than five marks. */
function axisStep(data: ChartData, steps: readonly number[] = []): { interval?: number; max?: number } {
  const most = Math.max(0, ...data.series.flatMap(({ values }) => values.map((value) => value ?? 0)))
  const interval = steps.find((step) => most / step <= mostMarks)
  return interval === undefined || most === 0 ? {} : { interval, max: Math.ceil(most / interval) * interval }
}

/** A value between two gaps has no line to be seen by, so it gets a dot. */
function isLonely(values: readonly (number | null)[], place: number): boolean {
  const has = (at: number): boolean => values[at] !== null && values[at] !== undefined
  return has(place) && !has(place - 1) && !has(place + 1)
}
