import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { MetricsAnswer } from '../../api/metrics-query.ts'
import { useT } from '../../ui/index.ts'
import type { TimeAxis } from '../../ui/statistics/time-axis.ts'
import { ChatCounter } from './chat-counter.tsx'
import styles from './chat-counters.module.css'
import { countMetrics, qualityMetrics } from './chat-questions.ts'
import { type ChatCounterDefinition, type CountMetric, counterGroups } from './counter-groups.ts'
import { usePreviousTotals } from './use-previous-chats.ts'

interface ChatCountersProps {
  readonly counts: MetricsAnswer
  readonly quality: MetricsAnswer
  readonly axis: TimeAxis
}

/** The period in numbers, by what they are about. */
export function ChatCounters({ counts, quality, axis }: ChatCountersProps): ReactNode {
  const t = useT()
  const beforeCounts = usePreviousTotals(countMetrics)
  const beforeQuality = usePreviousTotals(qualityMetrics)
  return (
    <div className={styles['groups']}>
      {counterGroups.map(({ title, counters }) => (
        <section
          key={title}
          className={styles['group']}
          data-group={title}
          aria-labelledby={`chats-${title}`}
        >
          <Title order={2} size="h3" id={`chats-${title}`}>
            {t(`chat_graphs.${title}`)}
          </Title>
          <div
            className={styles['tiles']}
            aria-busy={counts.isFetching || quality.isFetching}
            data-stale={counts.isPlaceholderData || quality.isPlaceholderData || undefined}
          >
            {counters.map((definition) => {
              const isCount = countsThis(definition)
              return (
                <ChatCounter
                  key={definition.metric}
                  definition={definition}
                  result={isCount ? counts.data : quality.data}
                  whole={counts.data}
                  before={isCount ? beforeCounts : beforeQuality}
                  axis={axis}
                />
              )
            })}
          </div>
        </section>
      ))}
    </div>
  )
}

function countsThis({ metric }: ChatCounterDefinition): boolean {
  const names: readonly string[] = countMetrics
  return names.includes(metric satisfies CountMetric | string)
}
