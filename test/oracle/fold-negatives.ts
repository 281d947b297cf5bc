import type { MessageEvent } from '../../src/facts/message-event.ts'
import type { Progress } from './fold-progress.ts'
import { rank } from './meanings.ts'
import { isNegative } from './moment.ts'

export interface Negatives {
  /** The negative event that makes the status. */
  readonly standing: MessageEvent | undefined
  readonly byEmailException: boolean
}

/** Decision 0004, "Negatives": which negative events stand, and which of them wins. */
export function foldNegatives(
  events: readonly MessageEvent[],
  channel: string,
  progress: Progress,
): Negatives {
  const negatives = events.filter((event) => isNegative(event.step))
  const deliveredAtMs = progress.delivered?.timeMs
  const bouncedLater = negatives.filter(
    (event) =>
      channel === 'email' &&
      progress.rank === rank.delivered &&
      event.step === 'failed' &&
      deliveredAtMs !== undefined &&
      event.timeMs >= deliveredAtMs,
  )
  const unproven = negatives.filter((event) => progress.rankOf(event.part) < rank.delivered)
  const [standing] = [...new Set([...bouncedLater, ...unproven])].sort(byWeight)
  return { standing, byEmailException: bouncedLater.length > 0 }
}

const specificity = (event: MessageEvent): number =>
  (event.errorCode === '' ? 0 : 2) + (event.errorReason === '' ? 0 : 1)

/** The most specific first, then the earliest, then the smallest (step, code, reason). */
function byWeight(a: MessageEvent, b: MessageEvent): number {
  return (
    specificity(b) - specificity(a) ||
    a.timeMs - b.timeMs ||
    compareText(a.step, b.step) ||
    compareText(a.errorCode, b.errorCode) ||
    compareText(a.errorReason, b.errorReason)
  )
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
