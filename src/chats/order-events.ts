import { chatSteps } from '../contract/index.ts'
import type { ChatEvent } from './chat-event.ts'

/** Of events of one moment: the customer's word goes before what answers it, closing comes last (decision 0019). */
const rankOfStep: ReadonlyMap<string, number> = new Map(chatSteps.map((step, index) => [step, index * 2]))

/** The log as the fold reads it: each event once, by time, step and event key. */
export function orderEvents(events: readonly ChatEvent[]): readonly ChatEvent[] {
  const once = new Map<string, ChatEvent>()
  for (const event of events) {
    const known = once.get(event.eventKey)
    if (known === undefined || isEarlierCopy(event, known)) once.set(event.eventKey, event)
  }
  return [...once.values()].sort(compareEvents)
}

function compareEvents(one: ChatEvent, other: ChatEvent): number {
  return one.timeMs - other.timeMs || rankOf(one) - rankOf(other) || (one.eventKey < other.eventKey ? -1 : 1)
}

function rankOf({ step, author }: ChatEvent): number {
  const rank = rankOfStep.get(step) ?? 0
  return step === 'message' && author !== 'customer' ? rank + 1 : rank
}

/** The log itself keeps one copy of an event, by the time of receipt; here as there, no order of copies matters. */
function isEarlierCopy(event: ChatEvent, known: ChatEvent): boolean {
  if (event.receivedAtMs !== known.receivedAtMs) return event.receivedAtMs < known.receivedAtMs
  return event !== known && JSON.stringify(event) < JSON.stringify(known)
}
