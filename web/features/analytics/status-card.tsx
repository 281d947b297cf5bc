import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import type { MetricsResult } from '../../../src/contract/index.ts'
import { dimensionAt, numberAt } from '../../api/metric-rows.ts'
import type { MetricsAnswer, MetricsQuestion } from '../../api/metrics-query.ts'
import {
  hatchedStatuses,
  type RankedRow,
  type StatusKey,
  statusColor,
  statusesOfStep,
  statusSteps,
  stepOfStatus,
} from '../../charts/index.ts'
import { useT } from '../../ui/index.ts'
import { shareText } from '../../ui/statistics/metric-text.ts'
import { RankedCard } from '../../ui/statistics/ranked-card.tsx'
import { ShareStrip } from '../../ui/statistics/share-strip.tsx'
import { useChartTheme } from '../../ui/statistics/use-chart-theme.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import { itemsSearch } from './drill-down.ts'

interface StatusCardProps {
  readonly question: MetricsQuestion
  readonly answer: MetricsAnswer
}

/** How the messages of the period split by status: one strip for the eye, the numbers below it. */
export function StatusCard({ question, answer }: StatusCardProps): ReactNode {
  const t = useT()
  const view = useAnalyticsView()
  const navigate = useNavigate()
  const { scheme } = useChartTheme()
  const { format } = view
  const { counts, total } = useMemo(() => countByStep(answer.data), [answer.data])
  const rows = statusSteps.flatMap((step): RankedRow[] => {
    const value = counts.get(step) ?? 0
    if (value === 0) return []
    const name = t(`words.status_${step}`)
    const share = shareText(value, total, format)
    return [
      {
        key: step,
        name,
        value,
        valueText: format.number(value),
        detail: share,
        color: statusColor(step, scheme),
        hatched: hatchedStatuses.has(step),
        title: `${name}: ${format.number(value)}, ${t('analytics.share_of', { share, total: format.number(total) })}`,
      },
    ]
  })
  return (
    <RankedCard
      title={t('analytics.status_share')}
      definition={t('analytics.status_share_definition')}
      question={question}
      answer={answer}
      rows={rows}
      most={9}
      valueTitle={t('analytics.messages_title')}
      detailTitle={t('analytics.column_share')}
      head={<ShareStrip rows={rows} />}
      onPick={(key) => {
        const status = [...statusesOfStep(key as StatusKey)]
        void navigate({ to: '/messages', search: itemsSearch(view, { filters: { status } }) })
      }}
    />
  )
}

function countByStep(result: MetricsResult | undefined): { counts: Map<StatusKey, number>; total: number } {
  const counts = new Map<StatusKey, number>()
  let total = 0
  for (const row of result?.rows ?? []) {
    const step = stepOfStatus(dimensionAt(row, 'status'))
    const count = numberAt(row, 'messages.created') ?? 0
    counts.set(step, (counts.get(step) ?? 0) + count)
    total += count
  }
  return { counts, total }
}
