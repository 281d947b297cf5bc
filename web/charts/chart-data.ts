/** One series over the shared axis. `null` is "no data" and is drawn as a gap, never as zero. */
export interface ChartSeries {
  readonly key: string
  readonly name: string
  readonly color: string
  readonly values: readonly (number | null)[]
  readonly hatched?: boolean
}

/** What a chart shows, free of how it is drawn: feeds the drawing, the table view and the text summary alike. */
export interface ChartData {
  /** Short words under the axis. */
  readonly labels: readonly string[]
  /** The same places in full, for the tooltip, the table and the screen reader. */
  readonly fullLabels: readonly string[]
  readonly series: readonly ChartSeries[]
  /** Each place has its label, as far as there is room: leaving out every other would hide what a place is. */
  readonly everyLabel?: boolean
  /** Drawn as a dashed line over the others: the previous period. */
  readonly overlay?: ChartSeries
  /** First place whose time is not over yet; it and all after it are hatched. */
  readonly incompleteFrom?: number
}

/** The series that are switched on in the legend. */
export function visibleSeries(data: ChartData, hidden: ReadonlySet<string>): ChartData {
  const { overlay, ...rest } = data
  const series = data.series.filter(({ key }) => !hidden.has(key))
  return overlay && !hidden.has(overlay.key) ? { ...rest, series, overlay } : { ...rest, series }
}

/** Sum over the series at one place; null where none of them has a value. */
export function sumAt(series: readonly ChartSeries[], index: number): number | null {
  const values = series.map((one) => one.values[index] ?? null).filter((value) => value !== null)
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0)
}

/** The series that a height lies in where all are piled up at a place; undefined above the pile. */
export function seriesAt(
  series: readonly ChartSeries[],
  index: number,
  height: number,
): ChartSeries | undefined {
  let top = 0
  return series.find((one) => {
    top += one.values[index] ?? 0
    return height < top
  })
}

/** Sum over the places of one series; null where it has no value at all. */
export function sumOf(series: ChartSeries): number | null {
  const values = series.values.filter((value) => value !== null)
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0)
}
