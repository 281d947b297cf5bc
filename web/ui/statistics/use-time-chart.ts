import { useCallback } from 'react'
import { formatInstant } from '../../../src/core/time/index.ts'
import type { ChartPlace } from '../../charts/index.ts'
import { useSelectionView } from '../selection/selection-view.tsx'
import { type DrillDown, useStatisticsPage } from './drill-down.ts'
import type { TimeAxis } from './time-axis.ts'

export const timeChartGroup = 'statistics-time'

/** What pointing at a chart over time leads to: a click opens the items of the place, a stroke zooms the period. */
export function useTimeChart(
  axis: TimeAxis,
  drill: DrillDown = {},
): {
  /** @param of what more it is of than the chart is, such as the part of a pile that was clicked */
  readonly onPick: (place: ChartPlace, of?: DrillDown) => void
  readonly onBrush: (from: number, to: number) => void
} {
  const view = useSelectionView()
  const { openItems } = useStatisticsPage()
  const onPick = useCallback(
    ({ index }: ChartPlace, of: DrillDown = {}) => {
      const place = axis.places[index]
      if (!place) return
      const { fromMs, toMs } = place
      openItems({ ...drill, ...of, fromMs, toMs })
    },
    [axis, openItems, drill],
  )
  const onBrush = useCallback(
    (fromIndex: number, toIndex: number) => {
      const from = axis.places[fromIndex]
      const to = axis.places[toIndex]
      if (!from || !to) return
      view.change({
        from: formatInstant(from.fromMs, view.zone),
        to: formatInstant(to.toMs, view.zone),
        period: undefined,
      })
    },
    [axis, view],
  )
  return { onPick, onBrush }
}
