import type { ChartSeries } from './chart-data.ts'
import { type LinesInput, linesOption } from './lines-option.ts'
import { stackedBarsOption } from './stacked-bars-option.ts'

/** Bars step back behind the lines that are drawn over them. */
const barOpacity = 0.4

/**
 * Lines over time with some series as bars behind them: where one number is nearly the other, two lines would be one.
 * @param input.bars keys of the series that are bars
 */
export function barsAndLinesOption(
  input: LinesInput & { readonly bars: ReadonlySet<string> },
): Record<string, unknown> {
  const { data, theme, formatAxis, bars } = input
  const { overlay: _overlay, ...plain } = data
  const isBar = ({ key }: ChartSeries): boolean => bars.has(key)
  const lines = linesOption({ ...input, data: { ...data, series: data.series.filter((one) => !isBar(one)) } })
  const piles = stackedBarsOption({
    data: { ...plain, series: data.series.filter(isBar) },
    theme,
    formatAxis,
  })
  const whole = linesOption(input)
  return {
    ...lines,
    // The axis must have room for the bars as well.
    yAxis: whole['yAxis'],
    series: [...seriesOf(piles).map(faint), ...seriesOf(lines)],
  }
}

function seriesOf(option: Record<string, unknown>): readonly Record<string, unknown>[] {
  return Array.isArray(option['series']) ? option['series'] : []
}

function faint(series: Record<string, unknown>): Record<string, unknown> {
  const style = series['itemStyle']
  return {
    ...series,
    itemStyle: { ...(typeof style === 'object' ? style : {}), opacity: barOpacity },
  }
}
