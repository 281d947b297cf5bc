import type { ComponentProps, ReactNode } from 'react'
import { Chart, ChartLegend } from '../../charts/index.ts'
import { useT } from '../index.ts'
import styles from './statistics.module.css'
import type { TimeAxis } from './time-axis.ts'
import { timeChartGroup } from './use-time-chart.ts'

type FromChart = Pick<ComponentProps<typeof Chart>, 'option' | 'heightPx' | 'tooltip' | 'onPick' | 'onBrush'>
type FromLegend = Pick<ComponentProps<typeof ChartLegend>, 'entries' | 'hidden'>

interface TimeChartProps extends Required<FromChart>, FromLegend {
  readonly title: string
  /** What the chart shows, in a sentence, for those who do not see it. */
  readonly summary: string
  readonly axis: TimeAxis
  readonly onHide: ComponentProps<typeof ChartLegend>['onChange']
  readonly hint?: string
}

/** A chart over the page's time axis under its legend; it shares its crosshair with the others. */
export function TimeChart(props: TimeChartProps): ReactNode {
  const { title, summary, axis, entries, hidden, onHide, hint, ...chart } = props
  const t = useT()
  return (
    <>
      <div className={styles['legendRow']}>
        <ChartLegend
          entries={entries}
          hidden={hidden}
          onChange={onHide}
          label={t('analytics.legend')}
          hint={t('analytics.legend_hint')}
        />
        {hint !== undefined && <span className={styles['hint']}>{hint}</span>}
      </div>
      <Chart
        {...chart}
        label={t('analytics.chart_label', { title, summary })}
        columns={axis.places.length}
        failedText={t('analytics.chart_failed')}
        retryText={t('shell.retry')}
        group={timeChartGroup}
      />
    </>
  )
}
