import type { ReactNode } from 'react'
import { actorColors, backlogColors } from '../../../charts/index.ts'
import { useT } from '../../../ui/index.ts'
import { LinesCard } from '../../../ui/statistics/lines-card.tsx'
import { useChatsView } from '../chats-view.tsx'
import { countSteps, durationMark, durationSteps } from './axis-steps.ts'
import type { OverTimeProps } from './states-card.tsx'
import { useMetricSeries } from './use-metric-series.ts'

const backlogDrill = { metric: 'chats.backlog' } as const
const oldestDrill = { metric: 'chats.waiting' } as const
const durationLeftPx = 64

/** How many chats stood open, and how many of them waited, at the end of each stretch of time. */
export function BacklogCard({ question, answer, axis }: OverTimeProps): ReactNode {
  const t = useT()
  const { format } = useChatsView()
  const series = useMetricSeries(answer, axis, [
    { metric: 'chats.backlog', name: t('chat_graphs.open'), color: backlogColors.open },
    { metric: 'chats.waiting', name: t('chat_graphs.waiting'), color: backlogColors.waiting },
  ])
  return (
    <LinesCard
      title={t('chat_graphs.backlog')}
      definition={t('chat_graphs.backlog_definition')}
      question={question}
      answer={answer}
      axis={axis}
      series={series}
      formatAxis={format.compact}
      formatValue={format.number}
      steps={countSteps}
      drill={backlogDrill}
    />
  )
}

/** How long whoever waited longest had waited, at the end of each stretch of time. */
export function OldestCard({ question, answer, axis }: OverTimeProps): ReactNode {
  const t = useT()
  const { format } = useChatsView()
  const series = useMetricSeries(answer, axis, [
    { metric: 'chats.oldest_waiting_ms', name: t('chat_graphs.oldest_waiting'), color: actorColors.bot },
  ])
  return (
    <LinesCard
      title={t('chat_graphs.oldest_waiting')}
      definition={t('chat_graphs.oldest_definition')}
      question={question}
      answer={answer}
      axis={axis}
      series={series}
      formatAxis={(value) => durationMark(value, format)}
      formatValue={format.duration}
      filled
      steps={durationSteps}
      leftPx={durationLeftPx}
      drill={oldestDrill}
    />
  )
}
