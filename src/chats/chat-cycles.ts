import type { ChatCycle } from './chat-facts.ts'
import type { ChatMoment } from './chat-moments.ts'

/** Cycles from opening or reopening to closing; the last one may be open. Business time is added by the fold. */
export function cyclesOf(moments: readonly ChatMoment[]): readonly Omit<ChatCycle, 'businessMs'>[] {
  const cycles: Omit<ChatCycle, 'businessMs'>[] = []
  let begun: ChatMoment | null = null
  for (const moment of moments) {
    if (moment.effect === 'opened' || moment.effect === 'reopened') begun = moment
    if (moment.effect === 'closed' && begun !== null) {
      cycles.push(cycleOf(begun, moment, true))
      begun = null
    }
  }
  const last = moments.at(-1)
  return begun !== null && last ? [...cycles, cycleOf(begun, last, false)] : cycles
}

function cycleOf(begun: ChatMoment, end: ChatMoment, isEnded: boolean): Omit<ChatCycle, 'businessMs'> {
  return {
    fromMs: begun.atMs,
    toMs: isEnded ? end.atMs : null,
    by: isEnded ? end.event.by : '',
    operatorId: isEnded ? end.actorId : end.operatorId,
    groupId: end.groupId,
    fromOperatorId: begun.actorId,
    fromGroupId: begun.groupId,
  }
}
