import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { dimensionAt, notStatedLast, numberAt } from '../../api/metric-rows.ts'
import { useMetrics } from '../../api/metrics-query.ts'
import { type RankedRow, statusColor } from '../../charts/index.ts'
import { useErrorReasons, useT, useValueNames } from '../../ui/index.ts'
import { notKnownValue } from '../../ui/selection/selection-search.ts'
import { shareText } from '../../ui/statistics/metric-text.ts'
import { RankedCard } from '../../ui/statistics/ranked-card.tsx'
import { useChartTheme } from '../../ui/statistics/use-chart-theme.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import { itemsSearch } from './drill-down.ts'
import { errorsQuestion } from './questions.ts'

/** Where it goes wrong: reasons of messages not delivered, the most frequent first. */
export function ErrorsCard({ onAll }: { readonly onAll: () => void }): ReactNode {
  const t = useT()
  const view = useAnalyticsView()
  const navigate = useNavigate()
  const nameOf = useValueNames()
  const { scheme } = useChartTheme()
  const { format } = view
  const question = errorsQuestion(view.selected)
  const answer = useMetrics(question)
  // The words matter less than the numbers, so they wait for them.
  const reasons = useErrorReasons(answer.isSuccess)
  const total = numberAt(answer.data?.totals, 'messages.not_delivered') ?? 0
  const rows = notStatedLast(answer.data?.rows ?? [], 'error').flatMap((row): RankedRow[] => {
    const value = dimensionAt(row, 'error')
    const count = numberAt(row, 'messages.not_delivered') ?? 0
    if (count === 0) return []
    const reason = reasons.get(value ?? '')
    const name = reason ?? nameOf('error', value)
    const share = shareText(count, total, format)
    return [
      {
        key: value ?? notKnownValue,
        name,
        code: reason === undefined ? undefined : (value ?? undefined),
        value: count,
        valueText: format.number(count),
        detail: share,
        color: statusColor(value === null ? 'not_sent' : 'failed', scheme),
        title: `${name}: ${format.number(count)}, ${t('analytics.share_of', { share, total: format.number(total) })}`,
      },
    ]
  })
  return (
    <RankedCard
      title={t('analytics.errors')}
      definition={t('analytics.errors_definition')}
      question={question}
      answer={answer}
      rows={rows}
      emptyText={t('analytics.errors_none')}
      drill={{ metric: 'messages.not_delivered' }}
      valueTitle={t('analytics.messages_title')}
      detailTitle={t('analytics.column_share')}
      onAll={onAll}
      onPick={(key) =>
        void navigate({
          to: '/messages',
          search: itemsSearch(view, { metric: 'messages.not_delivered', filters: { error: [key] } }),
        })
      }
    />
  )
}
