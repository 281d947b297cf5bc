import { type ReactNode, useMemo } from 'react'
import { numberAt } from '../../../api/metric-rows.ts'
import type { MetricsAnswer, MetricsQuestion } from '../../../api/metrics-query.ts'
import { type ChartSeries, chatStateColors } from '../../../charts/index.ts'
import { useT } from '../../../ui/index.ts'
import { LinesCard } from '../../../ui/statistics/lines-card.tsx'
import type { TimeAxis } from '../../../ui/statistics/time-axis.ts'
import { useChartTheme } from '../../../ui/statistics/use-chart-theme.ts'
import { useChatsView } from '../chats-view.tsx'
import { usePreviousRows } from '../use-previous-chats.ts'
import { countSteps } from './axis-steps.ts'
import { useMetricSeries } from './use-metric-series.ts'

export interface OverTimeProps {
  readonly question: MetricsQuestion
  readonly answer: MetricsAnswer
  readonly axis: TimeAxis
}

const states = ['new', 'closed', 'reopened', 'unanswered'] as const
const bars: ReadonlySet<string> = new Set(['chats.new'])
const drill = { metric: 'chats.new' } as const

/** Chats over time by what became of them; new ones of the previous period as a dashed line. */
export function StatesCard({ question, answer, axis }: OverTimeProps): ReactNode {
  const t = useT()
  const { format, search } = useChatsView()
  const theme = useChartTheme()
  const series = useMetricSeries(
    answer,
    axis,
    states.map((state) => ({
      metric: `chats.${state}` as const,
      name: t(`chat_graphs.counter_${state}`),
      color: chatStateColors[state],
    })),
  )
  const previous = usePreviousRows()
  const overlay = useMemo<ChartSeries | undefined>(
    () =>
      previous && {
        key: 'previous',
        name: t('chat_graphs.new_before'),
        color: theme.muted,
        values: axis.places.map((_, index) => numberAt(previous[index], 'chats.new')),
      },
    [previous, axis, theme, t],
  )
  return (
    <LinesCard
      title={t('chat_graphs.states')}
      definition={t(search.clock ? 'chat_graphs.states_event' : 'chat_graphs.states_arrival')}
      question={question}
      answer={answer}
      axis={axis}
      series={series}
      overlay={overlay}
      formatAxis={format.compact}
      formatValue={format.number}
      bars={bars}
      steps={countSteps}
      heightPx={264}
      drill={drill}
    />
  )
}
