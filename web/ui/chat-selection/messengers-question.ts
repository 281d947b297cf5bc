import type { MetricsQuestion } from '../../api/metrics-query.ts'
import type { ChatSelected } from './chat-selected.ts'

/**
 * Which messengers the company's chats came over in the period, whatever filters are set. Without any it is the very question that the page
 * of chats asks for its parts by messenger, and is asked once.
 */
export function messengersQuestion({ from, to, time_zone }: ChatSelected): MetricsQuestion {
  return {
    metrics: ['chats.new', 'chats.unanswered', 'chats.first_response_p50_ms'],
    by: ['messenger'],
    from,
    to,
    time_zone,
    limit: 1_000,
  }
}
