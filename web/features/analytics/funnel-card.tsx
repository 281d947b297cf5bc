import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MessageMetricName } from '../../../src/contract/index.ts'
import { numberAt } from '../../api/metric-rows.ts'
import type { MetricsAnswer, MetricsQuestion } from '../../api/metrics-query.ts'
import { accentColor, type RankedRow, statusColor } from '../../charts/index.ts'
import { useT } from '../../ui/index.ts'
import { RankedCard } from '../../ui/statistics/ranked-card.tsx'
import { useChartTheme } from '../../ui/statistics/use-chart-theme.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import { itemsSearch } from './drill-down.ts'
import { knowsReads } from './known-reads.ts'

const steps = [
  { metric: 'messages.created', status: undefined },
  { metric: 'messages.sent', status: 'sent' },
  { metric: 'messages.delivered', status: 'delivered' },
  { metric: 'messages.read', status: 'read' },
  { metric: 'messages.clicked', status: undefined },
] as const

interface FunnelCardProps {
  readonly question: MetricsQuestion
  readonly answer: MetricsAnswer
}

/** How far the messages got, each step with its share of all created. */
export function FunnelCard({ question, answer }: FunnelCardProps): ReactNode {
  const t = useT()
  const view = useAnalyticsView()
  const navigate = useNavigate()
  const { scheme } = useChartTheme()
  const { format } = view
  const totals = answer.data?.totals
  const created = numberAt(totals, 'messages.created') ?? 0
  // A step that nobody can know is no step at which messages were lost.
  const known = steps.filter(
    ({ metric }) => metric !== 'messages.read' || !answer.data || knowsReads(answer.data),
  )
  const rows = known.map(({ metric, status }, index): RankedRow => {
    const value = numberAt(totals, metric) ?? 0
    const before = index === 0 ? value : (numberAt(totals, known[index - 1]?.metric ?? metric) ?? 0)
    const share = ratioText(value, created, format.percent)
    const name = t(`analytics.metric_${shortName(metric)}`)
    const stepText = t('analytics.funnel_step', { step: ratioText(value, before, format.percent) })
    return {
      key: metric,
      name,
      value,
      valueText: format.number(value),
      detail: share,
      note: index === 0 ? t('analytics.funnel_start') : stepText,
      color: status ? statusColor(status, scheme) : accentColor[scheme],
      title:
        index === 0 ? `${name}: ${format.number(value)}` : `${name}: ${format.number(value)}. ${stepText}`,
    }
  })
  return (
    <RankedCard
      title={t('analytics.funnel')}
      definition={t('analytics.funnel_definition')}
      question={question}
      answer={answer}
      rows={created === 0 ? [] : rows}
      most={5}
      rowPx={54}
      valueTitle={t('analytics.messages_title')}
      detailTitle={t('analytics.column_share')}
      onPick={(key) =>
        void navigate({
          to: '/messages',
          search: itemsSearch(view, { metric: key as MessageMetricName }),
        })
      }
    />
  )
}

type FunnelName = 'created' | 'sent' | 'delivered' | 'read' | 'clicked'

function shortName(metric: (typeof steps)[number]['metric']): FunnelName {
  return metric.slice('messages.'.length) as FunnelName
}

function ratioText(value: number, of: number, write: (ratio: number | null) => string): string {
  return write(of === 0 ? null : value / of)
}
