import { describe, expect, test } from 'vitest'
import { barsAndLinesOption } from './bars-and-lines-option.ts'
import { type ChartData, seriesAt, sumAt, sumOf, visibleSeries } from './chart-data.ts'
import { chartTheme } from './chart-theme.ts'
import { heatmapOption } from './heatmap-option.ts'
import { histogramOption } from './histogram-option.ts'
import { linesOption } from './lines-option.ts'
import { rankedBarsOption } from './ranked-bars-option.ts'
import { stackedBarsOption } from './stacked-bars-option.ts'

const theme = chartTheme('light')
const formatAxis = (value: number): string => `${value}`
const data: ChartData = {
  labels: ['1', '2', '3', '4'],
  fullLabels: ['Mon 1', 'Tue 2', 'Wed 3', 'Thu 4'],
  series: [
    { key: 'delivered', name: 'Delivered', color: '#111111', values: [5, null, 3, 2] },
    { key: 'failed', name: 'Failed', color: '#222222', values: [1, null, 0, 1] },
  ],
  overlay: { key: 'previous', name: 'Previous', color: '#333333', values: [7, 8, 9, 10] },
  incompleteFrom: 3,
}

interface Drawn {
  id: string
  type: string
  data: (number | null | { value: number | null; symbol?: string; itemStyle?: Record<string, unknown> })[]
  lineStyle?: { type?: unknown }
}
const drawn = (option: Record<string, unknown>): Drawn[] => option['series'] as Drawn[]
const valuesOf = (series: Drawn | undefined): (number | null)[] =>
  (series?.data ?? []).map((item) => (item !== null && typeof item === 'object' ? item.value : item))

describe('stacked bars', () => {
  const series = drawn(stackedBarsOption({ data, theme, formatAxis }))

  test('draw every value where it is, and no data as a gap', () => {
    expect(valuesOf(series[0])).toEqual([5, null, 3, 2])
    expect(valuesOf(series[1])).toEqual([1, null, 0, 1])
  })

  test('hatch only the places that are not over yet', () => {
    const hatched = series[0]?.data.map(
      (item) => item !== null && typeof item === 'object' && 'decal' in (item.itemStyle ?? {}),
    )
    expect(hatched).toEqual([false, false, false, true])
  })

  test('draw the previous period as a dashed line outside of the pile', () => {
    expect(series.at(-1)).toMatchObject({ id: 'previous', type: 'line', lineStyle: { type: [4, 4] } })
    expect(series.at(-1)).not.toHaveProperty('stack')
  })
})

describe('lines', () => {
  const series = drawn(linesOption({ data, theme, formatAxis }))

  test('leave gaps open', () => {
    expect(valuesOf(series[0])).toEqual([5, null, 3, null])
    expect(series[0]).toMatchObject({ connectNulls: false })
  })

  test('dot the way into the place that is not over yet', () => {
    expect(series[1]).toMatchObject({ id: 'delivered:incomplete', lineStyle: { type: 'dotted' } })
    expect(valuesOf(series[1])).toEqual([null, null, 3, 2])
  })

  test('mark a value between two gaps, which no line would show', () => {
    const lonely = {
      ...data,
      series: [{ key: 'a', name: 'A', color: '#111111', values: [null, 4, null, 5] }],
    }
    const { incompleteFrom: _, ...complete } = lonely
    const points = drawn(linesOption({ data: complete, theme, formatAxis }))[0]?.data
    expect(points?.map((item) => (item !== null && typeof item === 'object' ? item.symbol : ''))).toEqual([
      'none',
      'circle',
      'none',
      'circle',
    ])
  })
})

describe('heat map', () => {
  test('places every cell by column and row and leaves null empty', () => {
    const option = heatmapOption({
      theme,
      data: {
        columns: ['0', '1'],
        rows: ['Mon', 'Tue'],
        values: [
          [1, null],
          [3, 4],
        ],
      },
    })
    expect(drawn(option)[0]?.data).toEqual([
      [0, 0, 1],
      [1, 0, '-'],
      [0, 1, 3],
      [1, 1, 4],
    ])
    expect(option['visualMap']).toMatchObject({ min: 0, max: 4 })
  })
})

describe('ranked bars', () => {
  test('keep the order given and write the value as text', () => {
    const option = rankedBarsOption({
      theme,
      bars: [
        { name: 'Germany', value: 10, valueText: '10', color: '#111111' },
        { name: 'Poland', value: 4, valueText: '4', color: '#111111' },
      ],
    })
    expect(option['yAxis']).toMatchObject({ data: ['Germany', 'Poland'], inverse: true })
    expect(valuesOf(drawn(option)[0])).toEqual([10, 4])
  })
})

describe('the legend', () => {
  test('takes hidden series and the overlay out of the drawing', () => {
    const shown = visibleSeries(data, new Set(['failed', 'previous']))
    expect(shown.series.map(({ key }) => key)).toEqual(['delivered'])
    expect(shown.overlay).toBeUndefined()
  })
})

describe('sums', () => {
  test('are null where there is no data at all', () => {
    expect(sumAt(data.series, 0)).toBe(6)
    expect(sumAt(data.series, 1)).toBeNull()
    expect(sumOf({ key: 'a', name: 'A', color: '#111111', values: [null, null] })).toBeNull()
  })
})

describe('bars with lines', () => {
  test('every series is drawn once: the named ones as bars, the others and the previous period as lines', () => {
    const bars = new Set(['delivered'])
    const series = drawn(barsAndLinesOption({ data, theme, formatAxis, bars }))
    expect(series.map(({ id, type }) => [id, type])).toEqual([
      ['delivered', 'bar'],
      ['failed', 'line'],
      ['failed:incomplete', 'line'],
      ['previous', 'line'],
    ])
  })

  test('without bars it is the chart of lines', () => {
    const lines = drawn(linesOption({ data, theme, formatAxis }))
    expect(drawn(barsAndLinesOption({ data, theme, formatAxis, bars: new Set() }))).toEqual(lines)
  })
})

describe('histogram', () => {
  test('a mark stands between bars, on an axis that is as long as there are bars', () => {
    const marks = [{ at: 1.5, name: 'SL 1', color: '#444444' }]
    const option = histogramOption({ data, theme, formatAxis, marks })
    const axes = option['xAxis'] as { min?: number; max?: number }[]
    expect(axes[1]).toMatchObject({ min: 0, max: data.labels.length })
    expect(drawn(option).at(-1)).toMatchObject({ xAxisIndex: 1, markLine: { data: [{ xAxis: 1.5 }] } })
  })

  test('without marks it is a chart of bars', () => {
    const bars = drawn(stackedBarsOption({ data, theme, formatAxis }))
    expect(drawn(histogramOption({ data, theme, formatAxis, marks: [] }))).toEqual(bars)
  })
})

test('a height lies in the bar that reaches over it; above the pile, and where there is none, in no bar', () => {
  const keys = [0, 4.9, 5, 5.9, 6].map((height) => seriesAt(data.series, 0, height)?.key)
  expect(keys).toEqual(['delivered', 'delivered', 'failed', 'failed', undefined])
  expect(seriesAt(data.series, 1, 0)).toBeUndefined()
})
