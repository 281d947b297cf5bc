import { useMemo } from 'react'
import type { MetricRow, MetricsResult } from '../../../src/contract/index.ts'
import { type Period, presetPeriod, startOfUnit } from '../../../src/core/time/index.ts'
import {
  type MetricsAnswer,
  type MetricsQuestion,
  useMetrics,
  useSettledMetrics,
} from '../../api/metrics-query.ts'
import type { ChatSelected } from '../../ui/chat-selection/chat-selected.ts'
import { type TimeAxis, timeAxis } from '../../ui/statistics/time-axis.ts'
import { todayMetrics, todayQuestion, totalsQuestion } from './chat-questions.ts'
import { useChatsView } from './chats-view.tsx'
import { during } from './use-previous-chats.ts'
import { sameStretches, usualWeeks } from './usual-range.ts'

export interface Today {
  readonly period: Period
  readonly question: MetricsQuestion
  readonly answer: MetricsAnswer
  readonly axis: TimeAxis
  /** The same stretch of the same weekday, a week ago first; undefined where it is not known (yet). */
  readonly before: readonly (MetricRow | undefined)[]
}

/** Now and today so far, and the same of the weeks before; the page's filters hold, its period does not. */
export function useToday(): Today {
  const { selected, zone, nowMs, format } = useChatsView()
  const period = presetPeriod('today', nowMs, zone)
  const question = todayQuestion(during(selected, period, zone))
  const answer = useMetrics(question)
  return {
    period,
    question,
    answer,
    axis: useTodayAxis(answer.data, period, zone, format),
    before: useWeeksBefore(selected, period, zone, nowMs),
  }
}

function useTodayAxis(
  result: MetricsResult | undefined,
  { fromMs, toMs }: Period,
  zone: string,
  format: ReturnType<typeof useChatsView>['format'],
): TimeAxis {
  return useMemo(
    () =>
      timeAxis({
        times: result?.rows.map((row) => String(row['time'])) ?? [],
        period: { fromMs, toMs },
        granularity: 'hour',
        zone,
        asOfMs: Date.parse(result?.as_of ?? ''),
        format,
      }),
    [result, fromMs, toMs, zone, format],
  )
}

function useWeeksBefore(
  selected: ChatSelected,
  today: Period,
  zone: string,
  nowMs: number,
): readonly (MetricRow | undefined)[] {
  const midnights = Array.from({ length: usualWeeks }, (_, week) =>
    startOfUnit(today.fromMs, 'day', -7 * (week + 1), zone),
  )
  const stretches = sameStretches(today, nowMs, midnights)
  const ask = (week: number): MetricsQuestion | null => {
    const stretch = stretches[week]
    return stretch ? totalsQuestion(todayMetrics, during(selected, stretch, zone)) : null
  }
  return [
    useSettledMetrics(ask(0))?.totals,
    useSettledMetrics(ask(1))?.totals,
    useSettledMetrics(ask(2))?.totals,
    useSettledMetrics(ask(3))?.totals,
  ]
}
