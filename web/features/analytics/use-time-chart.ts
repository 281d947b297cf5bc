import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { formatInstant } from '../../../src/core/time/index.ts'
import type { ChartPlace } from '../../charts/index.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import { type DrillDown, itemsSearch } from './drill-down.ts'
import type { TimeAxis } from './time-axis.ts'

export const timeChartGroup = 'analytics-time'

/** What pointing at a chart over time leads to: a click opens the messages of the place, a stroke zooms the period. */
export function useTimeChart(
  axis: TimeAxis,
  drill: DrillDown = {},
): { readonly onPick: (place: ChartPlace) => void; readonly onBrush: (from: number, to: number) => void } {
  const view = useAnalyticsView()
  const navigate = useNavigate()
  const onPick = useCallback(
    ({ index }: ChartPlace) => {
      const place = axis.places[index]
      if (!place) return
      const { fromMs, toMs } = place
      void navigate({ to: '/messages', search: itemsSearch(view, { ...drill, fromMs, toMs }) })
    },
    [axis, view, navigate, drill],
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
        granularity: undefined,
      })
    },
    [axis, view],
  )
  return { onPick, onBrush }
}
