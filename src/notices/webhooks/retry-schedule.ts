const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs
const longestMs = 24 * hourMs

/** Waits after the first, second, … attempt, about three days in all. Source: Standard Webhooks, "Deliverability and reliability". */
const waitsMs = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
]

/** Attempts at one webhook in all. */
export const maxWebhookAttempts = waitsMs.length + 1

/** Part of the wait by which it may grow, so that what failed together does not come again together. */
const jitter = 0.2

export interface FailedAttempt {
  /** Attempts so far, all failed; from 1. */
  readonly attempts: number
  /** When the last one ended, epoch milliseconds. */
  readonly endedAtMs: number
  /** In [0, 1). */
  readonly random: number
  /** What the receiver asked for (`Retry-After`); a day at most is granted. */
  readonly retryAfterMs?: number
}

/** When to try again, epoch milliseconds; null when it has been tried often enough. */
export function nextAttemptAtMs({
  attempts,
  endedAtMs,
  random,
  retryAfterMs = 0,
}: FailedAttempt): number | null {
  const waitMs = waitsMs[attempts - 1]
  if (waitMs === undefined) return null
  const askedMs = Math.min(Math.max(retryAfterMs, 0), longestMs)
  return endedAtMs + Math.round(Math.max(waitMs, askedMs) * (1 + jitter * random))
}

/** What an answer means: `gone` (410) ends all deliveries to the address, any other than 2xx is tried again. */
export function deliveryOutcome(status: number): 'delivered' | 'gone' | 'failed' {
  if (status >= 200 && status < 300) return 'delivered'
  return status === 410 ? 'gone' : 'failed'
}
