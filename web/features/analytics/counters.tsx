import type { ReactNode } from 'react'
import type { MetricsAnswer } from '../../api/metrics-query.ts'
import { useT } from '../../ui/index.ts'
import styles from '../../ui/statistics/counters.module.css'
import type { TimeAxis } from '../../ui/statistics/time-axis.ts'
import { Counter } from './counter.tsx'
import { counterDefinitions } from './counter-definitions.ts'
import { usePreviousTotals } from './use-previous.ts'

interface CountersProps {
  readonly overview: MetricsAnswer
  readonly axis: TimeAxis
}

/** The page in fourteen numbers. */
export function Counters({ overview, axis }: CountersProps): ReactNode {
  const t = useT()
  const before = usePreviousTotals()
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
