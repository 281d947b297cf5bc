import { type ChatFlag, chatFlags } from '../contract/index.ts'
import type { ChatEvent } from './chat-event.ts'

/** What an event came to. `none`: it told something, and nothing happened. */
export type ChatEffect =
  | 'none'
  | 'opened'
  | 'reopened'
  | 'closed'
  | 'handed_over'
  | 'customer'
  | 'operator'
  | 'bot'
  | 'private'
  | 'rating_asked'
  | 'rated'

/** An event with what it came to, and how the chat stood after it. */
export interface ChatMoment {
  readonly event: ChatEvent
  readonly atMs: number
  readonly effect: ChatEffect
  readonly isOpen: boolean
  readonly groupId: string
  /** Whom the chat is assigned to. */
  readonly operatorId: string
  /** Who did it: the operator that the event names where it may name one, else the assigned one. */
  readonly actorId: string
}

export interface ChatWalk {
  readonly moments: readonly ChatMoment[]
  readonly openedFrom: 'opened' | 'first_event'
  readonly flags: readonly ChatFlag[]
}

interface Standing {
  phase: 'before' | 'open' | 'closed'
  groupId: string
  operatorId: string
  /** Ids of private messages. */
  readonly noteIds: Set<string>
  /** Of each message the event that counts. */
  readonly counted: ReadonlyMap<string, ChatEvent>
  readonly flags: Set<ChatFlag>
}

/** Goes through an ordered log, of at least one event, as a chat's state machine (decision 0019). */
export function walkChat(ordered: readonly ChatEvent[]): ChatWalk {
  const standing: Standing = {
    phase: 'before',
    groupId: '',
    operatorId: '',
    noteIds: new Set(),
    counted: countedMessages(ordered),
    flags: new Set(),
  }
  const moments: ChatMoment[] = []
  const note = (event: ChatEvent, effect: ChatEffect): void => {
    const { groupId, operatorId } = standing
    const actorId = (namesActor(event) ? event.operatorId : '') || operatorId
    const isOpen = standing.phase === 'open'
    moments.push({ event, atMs: event.timeMs, effect, isOpen, groupId, operatorId, actorId })
  }
  const hasOpening = ordered.some(({ step }) => step === 'opened')
  if (!hasOpening) standing.flags.add('no_opening')
  for (const [index, event] of ordered.entries()) {
    if (index === 0 && !hasOpening) {
      standing.phase = 'open'
      note(event, 'opened')
      // What opens the chat for want of an opening reopens nothing.
      if (event.step === 'reopened') continue
    }
    note(event, effectOf(event, standing))
  }
  return {
    moments,
    openedFrom: hasOpening ? 'opened' : 'first_event',
    flags: chatFlags.filter((flag) => standing.flags.has(flag)),
  }
}

function namesActor({ step, author }: ChatEvent): boolean {
  return step === 'message' ? author === 'operator' : step === 'closed' || step === 'reopened'
}

/** Moves the standing on, and says what happened. */
function effectOf(event: ChatEvent, standing: Standing): ChatEffect {
  switch (event.step) {
    case 'opened':
    case 'reopened':
    case 'closed':
      return turnOf(event, standing)
    case 'moved':
      standing.groupId = event.groupId
      return 'none'
    case 'assigned':
      standing.operatorId = event.operatorId
      return 'none'
    case 'message':
      return messageEffect(event, standing)
    case 'handed_over':
    case 'rating_asked':
    case 'rated':
      return event.step
    default:
      return 'none'
  }
}

/** Openings and closings: those that change nothing are flagged. */
function turnOf(event: ChatEvent, standing: Standing): ChatEffect {
  const { phase, flags } = standing
  if (event.step === 'opened') {
    if (phase === 'open') {
      flags.add('opened_again')
      return 'none'
    }
    standing.phase = 'open'
    if (event.groupId !== '') standing.groupId = event.groupId
    return phase === 'before' ? 'opened' : 'reopened'
  }
  if (phase === 'before') {
    flags.add('before_opening')
    return 'none'
  }
  const isClosing = event.step === 'closed'
  if (isClosing !== (phase === 'open')) {
    flags.add(isClosing ? 'closed_while_closed' : 'reopened_while_open')
    return 'none'
  }
  standing.phase = isClosing ? 'closed' : 'open'
  return isClosing ? 'closed' : 'reopened'
}

function messageEffect(event: ChatEvent, { noteIds, counted }: Standing): ChatEffect {
  const { messageId } = event
  if (!event.isPublic) {
    if (messageId === '') return 'private'
    if (noteIds.has(messageId)) return 'none'
    noteIds.add(messageId)
    return 'private'
  }
  if (event.author === 'system' || event.author === '') return 'none'
  return messageId === '' || counted.get(messageId) === event ? event.author : 'none'
}

/**
 * Of several events of one message: the earliest public one of a customer, an operator or the bot, and of one moment the one of the first
 * author by letter. Charges take it by the same rule (facts/charges/chat-messages.ts), whatever a log tells twice.
 */
function countedMessages(ordered: readonly ChatEvent[]): ReadonlyMap<string, ChatEvent> {
  const counted = new Map<string, ChatEvent>()
  for (const event of ordered) {
    const { step, messageId, author } = event
    if (step !== 'message' || messageId === '' || !event.isPublic) continue
    if (author === 'system' || author === '') continue
    const known = counted.get(messageId)
    if (!known || (known.timeMs === event.timeMs && author < known.author)) counted.set(messageId, event)
  }
  return counted
}
