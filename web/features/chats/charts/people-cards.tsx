import { type ReactNode, useMemo } from 'react'
import { chatMetricNames } from '../../../../src/contract/chat-words.ts'
import type { MetricRow } from '../../../../src/contract/index.ts'
import { numberAt } from '../../../api/metric-rows.ts'
import { actorColors, type ChartSeries } from '../../../charts/index.ts'
import { useT } from '../../../ui/index.ts'
import { oneOf } from '../../../ui/selection/search-values.ts'
import type { DrillDown } from '../../../ui/statistics/drill-down.ts'
import { StackedCard } from '../../../ui/statistics/stacked-card.tsx'
import { untilNow } from '../../../ui/statistics/time-axis.ts'
import { useChartTheme } from '../../../ui/statistics/use-chart-theme.ts'
import { useChatsView } from '../chats-view.tsx'
import type { OverTimeProps } from './states-card.tsx'
import { useMetricSeries } from './use-metric-series.ts'

const messagesDrill = { metric: 'chats.messages_customer' } as const
const contactDrill = { metric: 'chats.new' } as const

/** Series of metrics are called by them; what nobody dealt with is counted by none. */
function drillOfMetric(key: string): DrillDown | undefined {
  const metric = oneOf(chatMetricNames, key)
  return metric && { metric }
}

/** Public messages over time by who wrote them. */
export function AuthorsCard({ question, answer, axis }: OverTimeProps): ReactNode {
  const t = useT()
  const series = useMetricSeries(
    answer,
    axis,
    (['customer', 'operator', 'bot'] as const).map((author) => ({
      metric: `chats.messages_${author}` as const,
      name: t(`chat_graphs.author_${author}`),
      color: actorColors[author],
    })),
  )
  return (
    <StackedCard
      title={t('chat_graphs.authors')}
      definition={t('chat_graphs.authors_definition')}
      question={question}
      answer={answer}
      axis={axis}
      series={series}
      drill={messagesDrill}
      drillOf={drillOfMetric}
    />
  )
}

/** Who dealt with chats: what the bot kept, what it handed over, what went straight to operators. */
export function ContainmentCard({ question, answer, axis }: OverTimeProps): ReactNode {
  const t = useT()
  const { search } = useChatsView()
  const { scheme } = useChartTheme()
  const known = useMetricSeries(
    answer,
    axis,
    (['bot_only', 'handed_over', 'with_operator'] as const).map((contact) => ({
      metric: `chats.${contact}` as const,
      name: t(`chat_graphs.counter_${contact}`),
      color: actorColors[contactActors[contact]],
    })),
  )
  const series = useMemo(() => {
    // Only of the chats opened at a time is the rest what nobody dealt with.
    if (search.clock !== undefined) return known
    const nobody: ChartSeries = {
      key: 'nobody',
      name: t('chat_graphs.nobody'),
      color: actorColors.nobody[scheme],
      values: untilNow(
        axis.places.map((_, index) => withNobody(answer.data?.rows[index])),
        axis,
      ),
    }
    return [...known, nobody]
  }, [known, search.clock, answer.data, axis, scheme, t])
  return (
    <StackedCard
      title={t('chat_graphs.containment')}
      definition={t('chat_graphs.containment_definition')}
      question={question}
      answer={answer}
      axis={axis}
      series={series}
      drill={contactDrill}
      drillOf={drillOfMetric}
    />
  )
}

const contactActors = { bot_only: 'bot', handed_over: 'handed_over', with_operator: 'operator' } as const

/** New chats in which neither a bot nor an operator wrote. */
export function withNobody(row: MetricRow | undefined): number | null {
  const all = numberAt(row, 'chats.new')
  if (all === null) return null
  const dealtWith = (['chats.bot_only', 'chats.handed_over', 'chats.with_operator'] as const).map(
    (metric) => numberAt(row, metric) ?? 0,
  )
  return Math.max(0, all - dealtWith.reduce((sum, one) => sum + one, 0))
}
