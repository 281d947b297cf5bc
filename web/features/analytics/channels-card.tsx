import type { ReactNode } from 'react'
import type { MetricRow } from '../../../src/contract/index.ts'
import { dimensionAt, numberAt } from '../../api/metric-rows.ts'
import { type MetricsAnswer, useMetrics } from '../../api/metrics-query.ts'
import {
  hatchedStatuses,
  type RankedPart,
  type RankedRow,
  statusColor,
  statusSteps,
  stepOfStatus,
} from '../../charts/index.ts'
import { useT, useValueNames } from '../../ui/index.ts'
import { notKnownValue } from '../../ui/selection/selection-search.ts'
import { RankedCard } from '../../ui/statistics/ranked-card.tsx'
import { useChartTheme } from '../../ui/statistics/use-chart-theme.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import { breakdownQuestion } from './questions.ts'
import { toggledFilter } from './toggled-filter.ts'

interface ChannelsCardProps {
  /** "By channel and status", for the strips. */
  readonly statuses: MetricsAnswer
  readonly onAll: () => void
}

/** Channels beside each other: how much, how well, and how each one's messages ended. */
export function ChannelsCard({ statuses, onAll }: ChannelsCardProps): ReactNode {
  const t = useT()
  const { selected, search, change, format } = useAnalyticsView()
  const nameOf = useValueNames()
  const { scheme } = useChartTheme()
  const question = breakdownQuestion(selected, 'channel')
  const answer = useMetrics(question)
  const statusRows = statuses.data?.rows ?? []
  const rows = (answer.data?.rows ?? []).map((row): RankedRow => {
    const value = dimensionAt(row, 'channel')
    const created = numberAt(row, 'messages.created') ?? 0
    const rate = format.percent(numberAt(row, 'messages.delivery_rate'))
    const name = nameOf('channel', value)
    return {
      key: value ?? notKnownValue,
      name,
      value: created,
      valueText: format.number(created),
      detail: rate,
      color: statusColor('delivered', scheme),
      parts: partsOf(statusRows, value, (step) => statusColor(step, scheme)),
      title: `${name}: ${format.number(created)}, ${t('analytics.delivery_rate_of', { rate })}`,
    }
  })
  return (
    <RankedCard
      title={t('analytics.channels')}
      definition={t('analytics.channels_definition')}
      question={question}
      answer={answer}
      rows={rows}
      most={6}
      rowPx={54}
      valueTitle={t('analytics.messages_title')}
      detailTitle={t('analytics.metric_delivery_rate')}
      onAll={onAll}
      onPick={(key) => change(toggledFilter(search, 'channel', key))}
    />
  )
}

function partsOf(
  rows: readonly MetricRow[],
  channel: string | null,
  colorOf: (step: (typeof statusSteps)[number]) => string,
): RankedPart[] {
  const own = rows.filter((row) => dimensionAt(row, 'channel') === channel)
  return statusSteps.flatMap((step) => {
    const value = own
      .filter((row) => stepOfStatus(dimensionAt(row, 'status')) === step)
      .reduce((sum, row) => sum + (numberAt(row, 'messages.created') ?? 0), 0)
    return value > 0 ? [{ key: step, value, color: colorOf(step), hatched: hatchedStatuses.has(step) }] : []
  })
}
