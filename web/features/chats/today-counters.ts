import type { GoodWhen } from '../../ui/statistics/comparison.ts'
import type { todayMetrics } from './chat-questions.ts'

export type TodayMetric = (typeof todayMetrics)[number]

export interface TodayCounter {
  readonly metric: TodayMetric
  readonly title:
    | 'today_waiting'
    | 'today_open'
    | 'today_response'
    | 'today_sl1'
    | 'today_new'
    | 'today_unanswered'
  readonly goodWhen: GoodWhen
  readonly color: 'waiting' | 'open' | 'accent' | 'new' | 'unanswered'
}

/** In the order of asking: does anybody wait, is it getting more, how fast are we, how much comes in, what was left. */
export const todayCounters: readonly TodayCounter[] = [
  { metric: 'chats.waiting', title: 'today_waiting', goodWhen: 'down', color: 'waiting' },
  { metric: 'chats.backlog', title: 'today_open', goodWhen: 'down', color: 'open' },
  { metric: 'chats.first_response_p50_ms', title: 'today_response', goodWhen: 'down', color: 'accent' },
  { metric: 'chats.within_sl1', title: 'today_sl1', goodWhen: 'up', color: 'accent' },
  { metric: 'chats.new', title: 'today_new', goodWhen: 'neutral', color: 'new' },
  { metric: 'chats.unanswered', title: 'today_unanswered', goodWhen: 'down', color: 'unanswered' },
]
