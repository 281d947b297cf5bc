import type { ChatTurn } from './chat-facts.ts'
import type { ChatMoment } from './chat-moments.ts'

/** A turn without what its group is measured by. */
export type TurnCourse = Pick<ChatTurn, 'askedAtMs' | 'endedAtMs' | 'outcome' | 'operatorId' | 'groupId'>

export interface TurnsCourse {
  readonly turns: readonly TurnCourse[]
  /** After each moment: when the turn that is open then began; null: none is. */
  readonly openSinceMs: readonly (number | null)[]
}

/** Turns of the customer: from the first unanswered message until a public reply, or until the chat is closed. */
export function turnsOf(moments: readonly ChatMoment[]): TurnsCourse {
  const turns: TurnCourse[] = []
  const openSinceMs: (number | null)[] = []
  let askedAtMs: number | null = null
  for (const { atMs, effect, actorId, groupId } of moments) {
    if (effect === 'customer') askedAtMs ??= atMs
    if (askedAtMs !== null && (effect === 'operator' || effect === 'bot' || effect === 'closed')) {
      turns.push({ askedAtMs, endedAtMs: atMs, outcome: effect, operatorId: actorId, groupId })
      askedAtMs = null
    }
    openSinceMs.push(askedAtMs)
  }
  const last = moments.at(-1)
  if (askedAtMs !== null && last)
    turns.push({
      askedAtMs,
      endedAtMs: null,
      outcome: 'open',
      operatorId: last.operatorId,
      groupId: last.groupId,
    })
  return { turns, openSinceMs }
}
