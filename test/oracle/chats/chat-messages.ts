import type { ChatAuthor } from '../../../src/contract/index.ts'
import type { HistoryStep } from './chat-history.ts'

/** Whose group and operator an item stands under; empty is "none" or "not known". */
export interface Whose {
  readonly groupId: string
  readonly operatorId: string
}

/** A public message of the customer, an operator or the bot. */
export interface OracleChatMessage extends Whose {
  /** Place in the chat's history. */
  readonly place: number
  readonly atMs: number
  readonly author: Exclude<ChatAuthor, 'system'>
}

/**
 * The messages that count: public ones of a customer, an operator or the bot. Of several events of one message the earliest counts, of one
 * moment that of the author who comes first by letter, and of these the first in order.
 */
export function publicMessages(history: readonly HistoryStep[]): readonly OracleChatMessage[] {
  return history.flatMap((step, place) => {
    if (!isToBeCounted(step) || history.some((other, at) => isPreferred(other, at, step, place))) return []
    const { author, timeMs, operatorId } = step.event
    if (author === 'system' || author === '') return []
    const named = author === 'operator' ? operatorId : ''
    const { after } = step
    return [{ place, atMs: timeMs, author, groupId: after.groupId, operatorId: named || after.operatorId }]
  })
}

function isToBeCounted({ event }: HistoryStep): boolean {
  return event.step === 'message' && event.isPublic && ['customer', 'operator', 'bot'].includes(event.author)
}

/** Whether another event tells of the same message, and it is the other one that counts. */
function isPreferred(other: HistoryStep, otherPlace: number, step: HistoryStep, place: number): boolean {
  if (!isToBeCounted(other) || step.event.messageId === '') return false
  if (other.event.messageId !== step.event.messageId) return false
  const [one, two] = [other.event, step.event]
  if (one.timeMs !== two.timeMs) return one.timeMs < two.timeMs
  if (one.author !== two.author) return one.author < two.author
  return otherPlace < place
}
