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

/** The messages that count. Of two events of one message the first in order decides, also about whether it is public. */
export function publicMessages(history: readonly HistoryStep[]): readonly OracleChatMessage[] {
  return history.flatMap(({ event, after }, place) => {
    if (event.step !== 'message' || isRepeat(history, place)) return []
    const { author, isPublic, timeMs } = event
    if (!isPublic || author === 'system' || author === '') return []
    const named = author === 'operator' ? event.operatorId : ''
    return [{ place, atMs: timeMs, author, groupId: after.groupId, operatorId: named || after.operatorId }]
  })
}

function isRepeat(history: readonly HistoryStep[], place: number): boolean {
  const id = history[place]?.event.messageId
  if (!id) return false
  return history.slice(0, place).some(({ event }) => event.step === 'message' && event.messageId === id)
}
