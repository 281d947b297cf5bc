import type { ReactNode } from 'react'
import { useMetrics } from '../../api/metrics-query.ts'
import { useT } from '../../ui/index.ts'
import { HeatmapCard } from '../../ui/statistics/heatmap-card.tsx'
import { useAnalyticsView } from './analytics-view.tsx'
import { heatmapQuestion } from './questions.ts'

/** When messages are created. */
export function ArrivalsCard(): ReactNode {
  const t = useT()
  const { selected } = useAnalyticsView()
  const question = heatmapQuestion(selected)
  return (
    <HeatmapCard
      definition={t('analytics.heatmap_definition')}
      question={question}
      answer={useMetrics(question)}
      metric="messages.created"
      valueName={t('analytics.messages_title')}
    />
  )
}
