import { type ChartData, type ChartSeries, sumAt, sumOf } from '../../charts/index.ts'
import type { TimeAxis } from './time-axis.ts'

/** Series over the page's time axis, as charts and their tables take them. */
export function timeData(
  axis: TimeAxis,
  series: readonly ChartSeries[],
  overlay?: ChartSeries | undefined,
): ChartData {
  return {
    labels: axis.places.map(({ label }) => label),
    fullLabels: axis.places.map(({ fullLabel }) => fullLabel),
    series,
    ...(overlay ? { overlay } : {}),
    ...(axis.incompleteFrom === undefined ? {} : { incompleteFrom: axis.incompleteFrom }),
  }
}

/** What piled up bars come to, and where they are highest; null where there is nothing. */
export function stackedTotals({
  labels,
  fullLabels,
  series,
}: ChartData): { readonly total: number; readonly place: string; readonly most: number } | null {
  const totals = labels.map((_, index) => sumAt(series, index) ?? 0)
  const most = Math.max(...totals, 0)
  if (most === 0) return null
  const total = series.reduce((sum, one) => sum + (sumOf(one) ?? 0), 0)
  return { total, place: fullLabels[totals.indexOf(most)] ?? '', most }
}
