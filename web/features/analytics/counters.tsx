import type { ReactNode } from 'react'
import { formatInstant } from '../../../src/core/time/index.ts'
import { type MetricsAnswer, useMetrics } from '../../api/metrics-query.ts'
import { useT } from '../../ui/index.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import { comparisonPeriod } from './comparison.ts'
import { Counter } from './counter.tsx'
import { counterDefinitions } from './counter-definitions.ts'
import styles from './counters.module.css'
import { totalsQuestion } from './questions.ts'
import type { TimeAxis } from './time-axis.ts'

interface CountersProps {
  readonly overview: MetricsAnswer
  readonly axis: TimeAxis
}

/** The page in twelve numbers. */
export function Counters({ overview, axis }: CountersProps): ReactNode {
  const t = useT()
  const before = useBefore(overview)
  return (
    <section
      className={styles['counters']}
      aria-label={t('analytics.counters')}
      aria-busy={overview.isFetching}
      data-stale={overview.isPlaceholderData || undefined}
    >
      {counterDefinitions.map((definition) => (
        <Counter
          key={definition.metric}
          definition={definition}
          result={overview.data}
          before={before.totals}
          partial={before.partial}
          axis={axis}
        />
      ))}
    </section>
  )
}

type Totals = NonNullable<MetricsAnswer['data']>['totals']

/** The counters to compare with; while the period runs, of the same part of the previous one. */
function useBefore(overview: MetricsAnswer): {
  readonly totals: Totals | undefined
  readonly partial: boolean
} {
  const { compare, period, zone, nowMs, selected } = useAnalyticsView()
  const comparison = compare ? comparisonPeriod(period, zone, nowMs) : undefined
  const isPartial = comparison?.partial ?? false
  const answer = useMetrics(
    totalsQuestion({
      ...selected,
      from: formatInstant(comparison?.period.fromMs ?? period.fromMs, zone),
      to: formatInstant(comparison?.period.toMs ?? period.toMs, zone),
    }),
    { enabled: isPartial },
  )
  if (!comparison) return { totals: undefined, partial: false }
  return { totals: isPartial ? answer.data?.totals : overview.data?.previous?.totals, partial: isPartial }
}
