import { type StackedBarsInput, stackedBarsOption } from './stacked-bars-option.ts'

/** A line across the bars, such as a target. */
export interface HistogramMark {
  /** Where it stands, in bars from the left edge: 2.5 is the middle of the third bar. */
  readonly at: number
  readonly name: string
  readonly color: string
}

/** Bars over bands, with lines at what the bands are held against. */
export function histogramOption(
  input: StackedBarsInput & { readonly marks: readonly HistogramMark[] },
): Record<string, unknown> {
  const { marks, ...bars } = input
  const option = stackedBarsOption(bars)
  if (marks.length === 0) return option
  const series = Array.isArray(option['series']) ? option['series'] : []
  return {
    ...option,
    // Bands have places, lines stand between them: they are measured along an axis of their own.
    xAxis: [option['xAxis'], { type: 'value', min: 0, max: bars.data.labels.length, show: false }],
    series: [...series, ...marks.map(markSeries)],
  }
}

function markSeries(mark: HistogramMark, index: number): object {
  return {
    id: `mark:${index}`,
    name: mark.name,
    type: 'line',
    xAxisIndex: 1,
    data: [],
    silent: true,
    tooltip: { show: false },
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      lineStyle: { color: mark.color, width: 1.5, type: 'solid' },
      label: { show: false },
      data: [{ xAxis: mark.at }],
    },
  }
}
