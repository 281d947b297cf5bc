import { useMemo } from 'react'
import type { ChatMetricName } from '../../../../src/contract/index.ts'
import { numberAt } from '../../../api/metric-rows.ts'
import type { MetricsAnswer } from '../../../api/metrics-query.ts'
import type { ChartSeries, ChartTheme } from '../../../charts/index.ts'
import { type TimeAxis, untilNow } from '../../../ui/statistics/time-axis.ts'
import { useChartTheme } from '../../../ui/statistics/use-chart-theme.ts'

interface SeriesOfMetric {
  readonly metric: ChatMetricName
  readonly name: string
  readonly color: Readonly<Record<ChartTheme['scheme'], string>>
}

/** Metrics of one answer as series over the page's time axis; null is a gap, and so is what has not begun. */
export function useMetricSeries(
  answer: MetricsAnswer,
  axis: TimeAxis,
  metrics: readonly SeriesOfMetric[],
): readonly ChartSeries[] {
  const { scheme } = useChartTheme()
  const text = JSON.stringify(metrics)
  return useMemo(() => {
    const wanted: readonly SeriesOfMetric[] = JSON.parse(text)
    return wanted.map(({ metric, name, color }) => ({
      key: metric,
      name,
      color: color[scheme],
      values: untilNow(
        axis.places.map((_, index) => numberAt(answer.data?.rows[index], metric)),
        axis,
      ),
    }))
  }, [answer.data, axis, scheme, text])
}
