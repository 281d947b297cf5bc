import type { ChatMetricName, Granularity } from '../../../src/contract/index.ts'
import type { MetricsQuestion } from '../../api/metrics-query.ts'
import type { ChatSelected } from '../../ui/chat-selection/chat-selected.ts'
import type { Split } from './chats-search.ts'

/** What happened to chats and how many stood open: counters, lines and bars over time, in one question. */
export const countMetrics = [
  'chats.new',
  'chats.active',
  'chats.closed',
  'chats.reopened',
  'chats.unanswered',
  'chats.with_customer_messages',
  'chats.bot_only',
  'chats.handed_over',
  'chats.with_operator',
  'chats.customers',
  'chats.messages_customer',
  'chats.messages_operator',
  'chats.messages_bot',
  'chats.backlog',
  'chats.waiting',
  'chats.oldest_waiting_ms',
] as const satisfies readonly ChatMetricName[]

/** How fast and how well; asked beside the counts, as durations take the engine longer. */
export const qualityMetrics = [
  'chats.first_response_p50_ms',
  'chats.first_response_p90_ms',
  'chats.first_response_mean_ms',
  'chats.first_response_n',
  'chats.first_response_pending',
  'chats.turn_response_p50_ms',
  'chats.turn_response_p90_ms',
  'chats.turn_response_mean_ms',
  'chats.turn_response_n',
  'chats.turn_response_pending',
  'chats.resolution_p50_ms',
  'chats.resolution_p90_ms',
  'chats.resolution_mean_ms',
  'chats.resolution_n',
  'chats.resolution_pending',
  'chats.handle_p50_ms',
  'chats.handle_p90_ms',
  'chats.handle_mean_ms',
  'chats.handle_n',
  'chats.handle_pending',
  'chats.within_sl1',
  'chats.within_sl2',
  'chats.rating_mean',
  'chats.rating_good_share',
  'chats.rating_response_rate',
] as const satisfies readonly ChatMetricName[]

/** Now and today. */
export const todayMetrics = [
  'chats.waiting',
  'chats.oldest_waiting_ms',
  'chats.backlog',
  'chats.first_response_p50_ms',
  'chats.first_response_pending',
  'chats.within_sl1',
  'chats.new',
  'chats.unanswered',
] as const satisfies readonly ChatMetricName[]

export const operatorMetrics = [
  'chats.handle_n',
  'chats.handle_pending',
  'chats.messages_operator',
  'chats.first_response_p50_ms',
  'chats.first_response_p90_ms',
  'chats.turn_response_p50_ms',
  'chats.handle_p50_ms',
  'chats.within_sl1',
  'chats.ratings',
  'chats.rating_mean',
  'chats.rating_good_share',
  'chats.concurrency_max',
] as const satisfies readonly ChatMetricName[]

export const groupMetrics = [
  'chats.new',
  'chats.unanswered',
  'chats.backlog',
  'chats.waiting',
  'chats.first_response_p50_ms',
  'chats.first_response_p90_ms',
  'chats.turn_response_p50_ms',
  'chats.within_sl1',
  'chats.within_sl2',
  'chats.ratings',
  'chats.rating_mean',
] as const satisfies readonly ChatMetricName[]

const mostRows = 10_000
/** No company has more operators or groups that wrote within one period. */
const mostNames = 1_000

const overTime = (granularity: Granularity) => ({ granularity, limit: mostRows })

export function countsQuestion(selected: ChatSelected, granularity: Granularity): MetricsQuestion {
  return { metrics: [...countMetrics], by: ['time'], ...overTime(granularity), ...selected }
}

export function qualityQuestion(selected: ChatSelected, granularity: Granularity): MetricsQuestion {
  return { metrics: [...qualityMetrics], by: ['time'], ...overTime(granularity), ...selected }
}

/** What the chart of new chats draws of the period before: the dashed line. */
export function previousQuestion(selected: ChatSelected, granularity: Granularity): MetricsQuestion {
  return { metrics: ['chats.new'], by: ['time'], ...overTime(granularity), ...selected }
}

/** The counters alone, for a stretch of time that is not the page's. */
export function totalsQuestion(metrics: readonly ChatMetricName[], selected: ChatSelected): MetricsQuestion {
  return { metrics: [...metrics], by: [], ...selected }
}

export function todayQuestion(today: ChatSelected): MetricsQuestion {
  return { metrics: [...todayMetrics], by: ['time'], ...overTime('hour'), ...today }
}

export function splitQuestion(
  selected: ChatSelected,
  split: Split,
  granularity: Granularity,
): MetricsQuestion {
  return { metrics: ['chats.new'], by: ['time', split], ...overTime(granularity), ...selected }
}

/** The parts of a split for the whole period. */
export function partsQuestion(selected: ChatSelected, split: Split): MetricsQuestion {
  return {
    metrics: ['chats.new', 'chats.unanswered', 'chats.first_response_p50_ms'],
    by: [split],
    ...selected,
    limit: mostNames,
  }
}

export function bandsQuestion(selected: ChatSelected): MetricsQuestion {
  return { metrics: ['chats.first_response_n'], by: ['band'], ...selected }
}

export function bandsOverTimeQuestion(selected: ChatSelected, granularity: Granularity): MetricsQuestion {
  return { metrics: ['chats.first_response_n'], by: ['time', 'band'], ...overTime(granularity), ...selected }
}

export function arrivalsQuestion(selected: ChatSelected): MetricsQuestion {
  return { metrics: ['chats.new'], by: ['weekday', 'hour'], ...selected }
}

export function closersQuestion(selected: ChatSelected): MetricsQuestion {
  return { metrics: ['chats.close_events'], by: ['close_by'], ...selected }
}

export function operatorsQuestion(selected: ChatSelected): MetricsQuestion {
  return { metrics: [...operatorMetrics], by: ['operator'], ...selected, limit: mostNames }
}

export function groupsQuestion(selected: ChatSelected): MetricsQuestion {
  return { metrics: [...groupMetrics], by: ['group'], ...selected, limit: mostNames }
}
