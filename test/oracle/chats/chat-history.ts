import type { ChatEvent } from '../../../src/chats/index.ts'
import type { ChatStep } from '../../../src/contract/index.ts'

/** How a chat stands between two events of its log. */
export interface Standing {
  /** The opening has happened. */
  readonly wasOpened: boolean
  readonly isOpen: boolean
  readonly groupId: string
  readonly operatorId: string
}

/** An event and how the chat stood before and after it. */
export interface HistoryStep {
  readonly event: ChatEvent
  readonly before: Standing
  readonly after: Standing
}

/** Decision 0019, order: at one instant this comes before that; messages of the customer before other messages. */
const stepOrder: readonly (ChatStep | 'message of the customer')[] = [
  'opened',
  'reopened',
  'moved',
  'assigned',
  'handed_over',
  'message of the customer',
  'message',
  'rating_asked',
  'rated',
  'tagged',
  'closed',
]

const untouched: Standing = { wasOpened: false, isOpen: false, groupId: '', operatorId: '' }

/** The events of one chat, each once, in order, with the standing of the chat around each. */
export function historyOf(events: readonly ChatEvent[]): readonly HistoryStep[] {
  const ordered = inOrder(eachOnce(events))
  const opening = ordered.find((event) => event.step === 'opened') ?? ordered[0]
  const steps: HistoryStep[] = []
  let standing = untouched
  for (const event of ordered) {
    const before = standing
    const after = stepOn(before, event, event === opening)
    steps.push({ event, before, after })
    standing = after
  }
  return steps
}

function stepOn(before: Standing, event: ChatEvent, isOpening: boolean): Standing {
  const placed = {
    ...before,
    groupId: groupAfter(before, event, isOpening),
    operatorId: event.step === 'assigned' ? event.operatorId : before.operatorId,
  }
  const opened = isOpening ? { ...placed, wasOpened: true, isOpen: true } : placed
  if (!opened.wasOpened) return opened
  switch (event.step) {
    case 'opened':
    case 'reopened':
      return { ...opened, isOpen: true }
    case 'closed':
      return { ...opened, isOpen: false }
    default:
      return opened
  }
}

/** An opening that states no group leaves the one that there is; one of an open chat does nothing. */
function groupAfter(before: Standing, event: ChatEvent, isOpening: boolean): string {
  if (event.step === 'moved') return event.groupId
  const opens = event.step === 'opened' && (isOpening || !before.isOpen)
  return opens && event.groupId !== '' ? event.groupId : before.groupId
}

/** Of an event received several times the first copy counts. */
function eachOnce(events: readonly ChatEvent[]): ChatEvent[] {
  const known = new Map<string, ChatEvent>()
  for (const event of events) {
    const other = known.get(event.eventKey)
    if (!other || event.receivedAtMs < other.receivedAtMs) known.set(event.eventKey, event)
  }
  return [...known.values()]
}

function inOrder(events: readonly ChatEvent[]): ChatEvent[] {
  return events.toSorted(
    (a, b) => a.timeMs - b.timeMs || placeOf(a) - placeOf(b) || (a.eventKey < b.eventKey ? -1 : 1),
  )
}

function placeOf(event: ChatEvent): number {
  const isCustomers = event.step === 'message' && event.author === 'customer'
  return stepOrder.indexOf(isCustomers ? 'message of the customer' : event.step)
}

/** How a chat stands at an instant, everything of that millisecond included. */
export function standingAt(history: readonly HistoryStep[], atMs: number): Standing {
  return history.findLast(({ event }) => event.timeMs <= atMs)?.after ?? untouched
}

/** How a chat stands when its log has ended. */
export const standingNow = (history: readonly HistoryStep[]): Standing => history.at(-1)?.after ?? untouched

export const isClosing = ({ event, before, after }: HistoryStep): boolean =>
  event.step === 'closed' && !after.isOpen && (before.isOpen || !before.wasOpened) && after.wasOpened

export const isReopening = ({ before, after }: HistoryStep): boolean =>
  before.wasOpened && !before.isOpen && after.isOpen
