import type { ChatPlan, ChatScope } from './chat-plan.ts'

/**
 * The moment just before which the end is looked at: the end of the period, or just after the moment of asking where that is earlier. Null:
 * the period has not begun.
 */
export function lookingBeforeMs({ period, asOfMs }: Pick<ChatScope, 'period' | 'asOfMs'>): number | null {
  return period.fromMs > asOfMs ? null : Math.min(period.toMs, asOfMs + 1)
}

/** The moment that waiting times run to: the end of a bucket, not after the moment of asking. */
export function bucketEndMs({ bucketStarts, period, asOfMs }: ChatPlan, place: number): number {
  return Math.min(bucketStarts[place + 1] ?? period.toMs, asOfMs)
}

/** How many buckets have begun at the moment of asking: nothing is known of the others. */
export function begunBuckets({ bucketStarts, asOfMs }: ChatPlan): number {
  const coming = bucketStarts.findIndex((start) => start > asOfMs)
  return coming === -1 ? bucketStarts.length : coming
}
