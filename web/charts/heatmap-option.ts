import { frame } from './axes.ts'
import type { ChartTheme } from './chart-theme.ts'
import { heatColors } from './palette.ts'

export interface HeatmapData {
  readonly columns: readonly string[]
  /** From the top row to the lowest one. */
  readonly rows: readonly string[]
  /** `values[row][column]`; null where there is nothing to say. */
  readonly values: readonly (readonly (number | null)[])[]
}

export interface HeatmapInput {
  readonly data: HeatmapData
  readonly theme: ChartTheme
}

export function heatmapOption({ data, theme }: HeatmapInput): Record<string, unknown> {
  const cells = data.values.flatMap((row, y) => row.map((value, x) => [x, y, value ?? '-']))
  const most = Math.max(1, ...data.values.flat().map((value) => value ?? 0))
  const axis = {
    type: 'category',
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: { color: theme.muted, fontSize: 11 },
  }
  return {
    ...frame(theme),
    grid: { left: 40, right: 8, top: 6, bottom: 24, outerBoundsMode: 'none' },
    xAxis: { ...axis, data: [...data.columns], axisLabel: { ...axis.axisLabel, hideOverlap: true } },
    yAxis: { ...axis, data: [...data.rows], inverse: true },
    visualMap: { show: false, min: 0, max: most, inRange: { color: [...heatColors[theme.scheme]] } },
    series: [
      {
        id: 'heat',
        type: 'heatmap',
        data: cells,
        itemStyle: { borderColor: theme.surface, borderWidth: 2, borderRadius: 4 },
        emphasis: { itemStyle: { borderColor: theme.text, borderWidth: 1 } },
      },
    ],
  }
}
