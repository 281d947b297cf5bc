import type { AttemptError } from '../../contract/index.ts'

/** How one attempt at a delivery ended. */
export interface Attempt {
  /**
   * `retry`: may work later; `failed`: would not; `gone`: nothing more is to be sent to this endpoint;
   * `stopped`: this process ends, and whether it arrived is not known: it does not count.
   */
  readonly outcome: 'delivered' | 'retry' | 'failed' | 'gone' | 'stopped'
  /** Of the answer: HTTP of a webhook, SMTP of an e-mail. */
  readonly status: number | null
  /** Why there was no answer that says it. */
  readonly error: AttemptError | null
  /** The beginning of the answer, as text that every store can hold; at most 1,000 characters. */
  readonly answer: string
  /** What the other side asked us to wait. */
  readonly retryAfterMs?: number
}

const maxAnswerLength = 1_000

export function failedAttempt(outcome: 'retry' | 'failed', error: AttemptError, answer = ''): Attempt {
  return { outcome, status: null, error, answer: answerExcerpt(answer) }
}

/** The beginning of a text that somebody else wrote. */
export function answerExcerpt(text: string): string {
  return text.slice(0, maxAnswerLength).replaceAll('\0', '').toWellFormed()
}
