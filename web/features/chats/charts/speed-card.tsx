import { type ReactNode, useMemo } from 'react'
import { useMetrics } from '../../../api/metrics-query.ts'
import { type ChartSeries, speedColors } from '../../../charts/index.ts'
import { useT } from '../../../ui/index.ts'
import { StackedCard } from '../../../ui/statistics/stacked-card.tsx'
import { type TimeAxis, untilNow } from '../../../ui/statistics/time-axis.ts'
import { useChartTheme } from '../../../ui/statistics/use-chart-theme.ts'
import { bandsOverTimeQuestion } from '../chat-questions.ts'
import { useChatsView } from '../chats-view.tsx'
import { bandsOfSpeed, speedCounts, speedFromMs } from './speed-bands.ts'

const drill = { metric: 'chats.first_response_n' } as const

/** First responses over time by how long they took. */
export function SpeedCard({
  axis,
  times,
}: {
  readonly axis: TimeAxis
  readonly times: readonly number[]
}): ReactNode {
  const t = useT()
  const { selected, granularity, format } = useChatsView()
  const { scheme } = useChartTheme()
  const question = bandsOverTimeQuestion(selected, granularity)
  const answer = useMetrics(question)
  const series = useMemo<readonly ChartSeries[]>(() => {
    const counts = speedCounts(answer.data, times)
    return speedFromMs.map((fromMs, kind) => ({
      key: String(fromMs),
      name: speedName(fromMs, speedFromMs[kind + 1], format, t),
      color: speedColors[kind]?.[scheme] ?? '',
      values: untilNow(counts[kind] ?? [], axis),
    }))
  }, [answer.data, times, axis, scheme, format, t])
  return (
    <StackedCard
      title={t('chat_graphs.speed')}
      definition={t('chat_graphs.speed_definition')}
      question={question}
      answer={answer}
      axis={axis}
      series={series}
      drill={drill}
      drillOf={(key) => ({
        filters: { band: bandsOfSpeed(speedFromMs.findIndex((from) => String(from) === key)) },
      })}
    />
  )
}

function speedName(
  fromMs: number,
  toMs: number | undefined,
  format: ReturnType<typeof useChatsView>['format'],
  t: ReturnType<typeof useT>,
): string {
  if (toMs === undefined) return t('chat_graphs.band_over', { from: format.duration(fromMs) })
  return fromMs === 0
    ? t('chat_graphs.band_under', { to: format.duration(toMs) })
    : t('chat_graphs.band_between', { from: format.duration(fromMs), to: format.duration(toMs) })
}
