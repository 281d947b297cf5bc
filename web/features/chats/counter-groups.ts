import type { MessageKey } from '../../../src/messages/index.ts'
import { type accentColor, actorColors, chatStateColors } from '../../charts/palette.ts'
import type { GoodWhen } from '../../ui/statistics/comparison.ts'
import type { countMetrics, qualityMetrics } from './chat-questions.ts'

export type CountMetric = (typeof countMetrics)[number]
export type QualityMetric = (typeof qualityMetrics)[number]
type Named<M> = M extends `chats.${infer Rest}`
  ? `chat_graphs.counter_${Rest}` extends MessageKey
    ? M
    : never
  : never
/** Those that have a name on the page. */
export type ShownMetric = Named<CountMetric | QualityMetric>
type Duration = 'first_response' | 'turn_response' | 'resolution' | 'handle'

export interface ChatCounterDefinition {
  readonly metric: ShownMetric
  readonly goodWhen: GoodWhen
  /** Of the course; without one it is the page's accent. */
  readonly color?: typeof accentColor
  /** A second number of the same thing, in small words beside the change. */
  readonly beside?: 'share_of_new' | 'n'
  /** Its percentiles, mean and what is pending stand beside the median. */
  readonly duration?: Duration
}

export interface CounterGroup {
  readonly title: 'group_chats' | 'group_responses' | 'group_messages' | 'group_quality'
  readonly counters: readonly ChatCounterDefinition[]
}

const { new: created, closed, reopened, unanswered } = chatStateColors
const { bot, operator, customer, handed_over: handedOver } = actorColors

/** In the order of reading; the first row of the page has said how today goes. */
export const counterGroups: readonly CounterGroup[] = [
  {
    title: 'group_chats',
    counters: [
      { metric: 'chats.new', goodWhen: 'neutral', color: created },
      { metric: 'chats.closed', goodWhen: 'neutral', color: closed },
      { metric: 'chats.reopened', goodWhen: 'down', color: reopened, beside: 'share_of_new' },
      { metric: 'chats.unanswered', goodWhen: 'down', color: unanswered, beside: 'share_of_new' },
      { metric: 'chats.active', goodWhen: 'neutral' },
      {
        metric: 'chats.with_customer_messages',
        goodWhen: 'neutral',
        color: customer,
        beside: 'share_of_new',
      },
      { metric: 'chats.bot_only', goodWhen: 'up', color: bot, beside: 'share_of_new' },
      { metric: 'chats.handed_over', goodWhen: 'neutral', color: handedOver, beside: 'share_of_new' },
      { metric: 'chats.with_operator', goodWhen: 'neutral', color: operator, beside: 'share_of_new' },
      { metric: 'chats.customers', goodWhen: 'neutral', color: customer },
    ],
  },
  {
    title: 'group_responses',
    counters: [
      { metric: 'chats.first_response_p50_ms', goodWhen: 'down', duration: 'first_response' },
      { metric: 'chats.within_sl1', goodWhen: 'up', beside: 'n' },
      { metric: 'chats.turn_response_p50_ms', goodWhen: 'down', duration: 'turn_response' },
      { metric: 'chats.within_sl2', goodWhen: 'up', beside: 'n' },
      { metric: 'chats.resolution_p50_ms', goodWhen: 'down', duration: 'resolution' },
      { metric: 'chats.handle_p50_ms', goodWhen: 'down', duration: 'handle' },
    ],
  },
  {
    title: 'group_messages',
    counters: [
      { metric: 'chats.messages_customer', goodWhen: 'neutral', color: customer },
      { metric: 'chats.messages_operator', goodWhen: 'neutral', color: operator },
      { metric: 'chats.messages_bot', goodWhen: 'neutral', color: bot },
    ],
  },
  {
    title: 'group_quality',
    counters: [
      { metric: 'chats.rating_mean', goodWhen: 'up', beside: 'n' },
      { metric: 'chats.rating_good_share', goodWhen: 'up', beside: 'n' },
      { metric: 'chats.rating_response_rate', goodWhen: 'up', beside: 'n' },
    ],
  },
]
