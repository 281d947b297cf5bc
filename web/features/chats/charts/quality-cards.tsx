import type { ReactNode } from 'react'
import { accentColor, percentileColors } from '../../../charts/index.ts'
import { useT } from '../../../ui/index.ts'
import { LinesCard } from '../../../ui/statistics/lines-card.tsx'
import { exactText } from '../../../ui/statistics/metric-text.ts'
import { useChatsView } from '../chats-view.tsx'
import { durationMark, durationSteps, shareSteps } from './axis-steps.ts'
import type { OverTimeProps } from './states-card.tsx'
import { useMetricSeries } from './use-metric-series.ts'

/** A few chats of a bad night stretch the axis until the median is a flat line: p90 is a click away. */
const ninthAtFirst = ['chats.first_response_p90_ms'] as const
const responseDrill = { metric: 'chats.first_response_p50_ms' } as const
const targetDrill = { metric: 'chats.within_sl1' } as const
const ratingDrill = { metric: 'chats.rating_mean' } as const
const durationLeftPx = 64

/** How fast first responses were: half of them, and nine of ten. */
export function ResponseCard({ question, answer, axis }: OverTimeProps): ReactNode {
  const t = useT()
  const { format } = useChatsView()
  const series = useMetricSeries(answer, axis, [
    { metric: 'chats.first_response_p50_ms', name: t('chat_graphs.median'), color: percentileColors.p50 },
    {
      metric: 'chats.first_response_p90_ms',
      name: t('chat_graphs.nine_of_ten'),
      color: percentileColors.p90,
    },
  ])
  return (
    <LinesCard
      title={t('chat_graphs.response')}
      definition={t('chat_graphs.response_definition')}
      question={question}
      answer={answer}
      axis={axis}
      series={series}
      formatAxis={(value) => durationMark(value, format)}
      formatValue={format.duration}
      steps={durationSteps}
      leftPx={durationLeftPx}
      off={ninthAtFirst}
      drill={responseDrill}
    />
  )
}

/** Shares of responses within the targets of their groups. */
export function TargetsCard({ question, answer, axis }: OverTimeProps): ReactNode {
  const t = useT()
  const { format } = useChatsView()
  const series = useMetricSeries(answer, axis, [
    { metric: 'chats.within_sl1', name: t('chat_graphs.sl1'), color: percentileColors.p50 },
    { metric: 'chats.within_sl2', name: t('chat_graphs.sl2'), color: percentileColors.p99 },
  ])
  return (
    <LinesCard
      title={t('chat_graphs.targets')}
      definition={t('chat_graphs.targets_definition')}
      emptyText={t('chat_graphs.no_target_help')}
      question={question}
      answer={answer}
      axis={axis}
      series={series}
      formatAxis={format.percent}
      formatValue={format.percent}
      steps={shareSteps}
      drill={targetDrill}
    />
  )
}

/** What customers thought of it. */
export function RatingCard({ question, answer, axis }: OverTimeProps): ReactNode {
  const t = useT()
  const { format } = useChatsView()
  const series = useMetricSeries(answer, axis, [
    { metric: 'chats.rating_mean', name: t('chat_graphs.rating_mean'), color: accentColor },
  ])
  return (
    <LinesCard
      title={t('chat_graphs.rating')}
      definition={t('chat_graphs.rating_definition')}
      emptyText={t('chat_graphs.rating_none')}
      question={question}
      answer={answer}
      axis={axis}
      series={series}
      formatAxis={(value) => format.number(value)}
      formatValue={(value) => exactText(value, 'score', format)}
      steps={ratingSteps}
      drill={ratingDrill}
    />
  )
}

const ratingSteps = [1] as const
