import type { MessageStep } from '../../src/contract/index.ts'
import type { MessageEvent } from '../../src/facts/message-event.ts'

/** A moment and whose clock showed it. */
export interface Moment {
  readonly timeMs: number
  readonly source: MessageEvent['timeSource']
}

/** The earliest moment among events; the provider's clock wins on equal times. */
export function earliest(events: readonly MessageEvent[]): Moment | undefined {
  let found: Moment | undefined
  for (const { timeMs, timeSource } of events) {
    const sooner = !found || timeMs < found.timeMs
    const surer = found?.timeMs === timeMs && timeSource === 'provider'
    if (sooner || surer) found = { timeMs, source: timeSource }
  }
  return found
}

export const isNegative = (step: MessageStep): boolean =>
  step === 'failed' || step === 'rejected' || step === 'expired' || step === 'cancelled'
