import { frame } from './axes.ts'
import { type ChartTheme, hatching } from './chart-theme.ts'

export interface RankedBar {
  readonly name: string
  readonly value: number
  readonly valueText: string
  readonly color: string
  readonly hatched?: boolean
}

export interface RankedBarsInput {
  readonly bars: readonly RankedBar[]
  readonly theme: ChartTheme
}

/** Lying bars from the longest down. On the page they are an HTML list; this is their picture for PNG. */
export function rankedBarsOption({ bars, theme }: RankedBarsInput): Record<string, unknown> {
  return {
    ...frame(theme),
    animation: false,
    grid: { left: 12, right: 96, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: 'value', min: 0, show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ name }) => name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: theme.text, fontSize: 12, width: 220, overflow: 'truncate' },
    },
    series: [
      {
        id: 'bars',
        type: 'bar',
        barMaxWidth: 22,
        label: {
          show: true,
          position: 'right',
          color: theme.text,
          formatter: ({ dataIndex }: { dataIndex: number }) => bars[dataIndex]?.valueText ?? '',
        },
        data: bars.map(({ value, color, hatched }) => ({
          value,
          itemStyle: {
            color,
            borderRadius: [0, 3, 3, 0],
            ...(hatched ? { decal: hatching(theme) } : {}),
          },
        })),
      },
    ],
  }
}
