import type { MetricsQuestion } from '../../api/metrics-query.ts'
import type { ChatSelected } from './chat-selected.ts'

/** Which messengers the company's chats came over in the period, whatever filters are set. */
export function messengersQuestion({ from, to, time_zone }: ChatSelected): MetricsQuestion {
  return { metrics: ['chats.new'], by: ['messenger'], from, to, time_zone }
}
