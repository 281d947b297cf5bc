import type { FirstResponse } from './chat-facts.ts'
import type { ChatMoment } from './chat-moments.ts'
import type { GroupMeasures } from './group-measures.ts'

const none: FirstResponse = {
  state: 'none',
  startMs: null,
  atMs: null,
  operatorId: '',
  groupId: '',
  ms: null,
  businessMs: null,
  targetMs: null,
  dueAtMs: null,
  businessDueAtMs: null,
}

/** From the customer's first message, or a later hand-over, to the first public reply of an operator (decision 0019). */
export function firstResponseOf(
  moments: readonly ChatMoment[],
  measuresOf: (groupId: string) => GroupMeasures,
): FirstResponse {
  const asked = moments.findIndex(({ effect }) => effect === 'customer')
  const first = moments[asked]
  if (!first) return none
  const reply = moments.find(({ effect }, index) => index > asked && effect === 'operator')
  const handOver = moments.find(({ effect }) => effect === 'handed_over')
  if (reply) {
    const isBefore = handOver !== undefined && moments.indexOf(handOver) < moments.indexOf(reply)
    const startMs = isBefore ? Math.max(first.atMs, handOver.atMs) : first.atMs
    const measures = measuresOf(reply.groupId)
    return {
      ...none,
      state: 'answered',
      startMs,
      atMs: reply.atMs,
      operatorId: reply.actorId,
      groupId: reply.groupId,
      ms: reply.atMs - startMs,
      businessMs: measures.businessMs(startMs, reply.atMs),
      targetMs: measures.targetsAt(startMs).firstTargetMs,
    }
  }
  const isInBotsHands = handOver === undefined && moments.some(({ effect }) => effect === 'bot')
  const last = moments.at(-1)
  if (!last?.isOpen || isInBotsHands) return none
  return pendingSince(Math.max(first.atMs, handOver?.atMs ?? first.atMs), last, measuresOf(last.groupId))
}

function pendingSince(startMs: number, last: ChatMoment, measures: GroupMeasures): FirstResponse {
  const targetMs = measures.targetsAt(startMs).firstTargetMs
  return {
    ...none,
    state: 'pending',
    startMs,
    operatorId: last.operatorId,
    groupId: last.groupId,
    targetMs,
    dueAtMs: targetMs === null ? null : startMs + targetMs,
    businessDueAtMs: targetMs === null ? null : measures.businessDueMs(startMs, targetMs),
  }
}
