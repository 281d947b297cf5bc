import type { ReactNode } from 'react'
import { dimensionAt, notStatedLast, numberAt } from '../../api/metric-rows.ts'
import { useMetrics } from '../../api/metrics-query.ts'
import { accentColor, type RankedRow, statusColor } from '../../charts/index.ts'
import { useT, useValueNames } from '../../ui/index.ts'
import { notKnownValue } from '../../ui/selection/selection-search.ts'
import { RankedCard } from '../../ui/statistics/ranked-card.tsx'
import { useChartTheme } from '../../ui/statistics/use-chart-theme.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import { breakdownQuestion } from './questions.ts'
import { toggledFilter } from './toggled-filter.ts'

interface DimensionCardProps {
  readonly dimension: 'country' | 'network'
  readonly title: string
  readonly definition: string
  readonly onAll: () => void
}

/** Messages by one dimension with their delivery rate; a click narrows the page down to the row, another one widens it. */
export function DimensionCard({ dimension, title, definition, onAll }: DimensionCardProps): ReactNode {
  const t = useT()
  const { selected, search, change, format } = useAnalyticsView()
  const nameOf = useValueNames()
  const { scheme } = useChartTheme()
  const question = breakdownQuestion(selected, dimension)
  const answer = useMetrics(question)
  const rows = notStatedLast(answer.data?.rows ?? [], dimension).map((row): RankedRow => {
    const value = dimensionAt(row, dimension)
    const created = numberAt(row, 'messages.created') ?? 0
    const rate = format.percent(numberAt(row, 'messages.delivery_rate'))
    const name = nameOf(dimension, value)
    return {
      key: value ?? notKnownValue,
      name,
      code: dimension === 'country' && value !== null && name !== value ? value : undefined,
      value: created,
      valueText: format.number(created),
      detail: rate,
      color: value === null ? statusColor('not_sent', scheme) : accentColor[scheme],
      title: `${name}: ${format.number(created)}, ${t('analytics.delivery_rate_of', { rate })}`,
    }
  })
  return (
    <RankedCard
      title={title}
      definition={definition}
      question={question}
      answer={answer}
      rows={rows}
      valueTitle={t('analytics.messages_title')}
      detailTitle={t('analytics.metric_delivery_rate')}
      onAll={onAll}
      onPick={(key) => change(toggledFilter(search, dimension, key))}
    />
  )
}
