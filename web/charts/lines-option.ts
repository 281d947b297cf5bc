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
}

/** Lines over time. Gaps stay gaps; the part that leads into a place not over yet is dotted. */
export function linesOption({ data, theme, formatAxis, filled }: LinesInput): Record<string, unknown> {
  return {
    ...frame(theme),
    grid: plotArea(),
    xAxis: categoryAxis(data, theme, true),
    yAxis: valueAxis(formatAxis, theme),
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

/** A value between two gaps has no line to be seen by, so it gets a dot. */
function isLonely(values: readonly (number | null)[], place: number): boolean {
  const has = (at: number): boolean => values[at] !== null && values[at] !== undefined
  return has(place) && !has(place - 1) && !has(place + 1)
}
