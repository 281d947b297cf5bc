import { type ChatContact, chatFlags } from '../contract/index.ts'
import { cyclesOf } from './chat-cycles.ts'
import type { ChatEvent } from './chat-event.ts'
import type { ChatFacts, ChatMessage, ChatTurn, FirstResponse } from './chat-facts.ts'
import { handlingsOf } from './chat-handlings.ts'
import { type ChatMoment, walkChat } from './chat-moments.ts'
import type { ChatSettings } from './chat-settings.ts'
import { stintsOf, waitsOf } from './chat-stretches.ts'
import { surveysOf } from './chat-surveys.ts'
import { type TurnCourse, turnsOf } from './chat-turns.ts'
import { firstResponseOf } from './first-response.ts'
import { type GroupMeasures, groupMeasures } from './group-measures.ts'
import { orderEvents } from './order-events.ts'

/** Tags of a chat that are kept: a source that invents one a message must not fill its row. */
const maxTags = 100

/**
 * What the events of one chat come to (docs/decisions/0019-chats.md): a function of their set and the settings. No log makes it
 * fail; instants and durations in ms.
 * @throws TypeError for no events at all, or events of several chats
 */
export function foldChat(events: readonly ChatEvent[], settings: ChatSettings): ChatFacts {
  const ordered = orderEvents(events)
  const first = ordered[0]
  if (!first) throw new TypeError('A chat has at least one event.')
  if (ordered.some(({ companyId, chatKey }) => companyId !== first.companyId || chatKey !== first.chatKey))
    throw new TypeError('Events of several chats are not one chat.')
  const { moments, openedFrom, flags } = walkChat(ordered)
  const measuresOf = rememberedMeasures(settings)
  const { turns, openSinceMs } = turnsOf(moments)
  const stints = stintsOf(moments)
  const firstResponse = firstResponseOf(moments, measuresOf)
  const opening = openingOf(moments, openedFrom)
  const { surveys, flags: surveyFlags } = surveysOf(moments)
  return {
    ...identityOf(ordered, first),
    ...opening,
    ...closingsOf(moments, (closedAtMs) =>
      measuresOf(opening.groupId).businessMs(opening.openedAtMs, closedAtMs),
    ),
    ...repliesOf(moments),
    firstResponse,
    turns: turns.map((turn) => measuredTurn(turn, firstResponse, measuresOf(turn.groupId))),
    cycles: cyclesOf(moments).map((cycle) => ({
      ...cycle,
      businessMs: cycle.toMs === null ? null : measuresOf(cycle.groupId).businessMs(cycle.fromMs, cycle.toMs),
    })),
    stints,
    waits: waitsOf(moments, openSinceMs),
    handlings: handlingsOf(stints, measuresOf),
    surveys,
    tags: [...new Set(ordered.flatMap(({ tags }) => tags))].slice(0, maxTags),
    flags: chatFlags.filter((flag) => flags.includes(flag) || surveyFlags.some((each) => each === flag)),
    ...receiptOf(ordered, first),
  }
}

function rememberedMeasures(settings: ChatSettings): (groupId: string) => GroupMeasures {
  const known = new Map<string, GroupMeasures>()
  return (groupId) => {
    const measures = known.get(groupId) ?? groupMeasures(settings, groupId)
    known.set(groupId, measures)
    return measures
  }
}

/** What events state of the chat as a whole: the earliest that states it. */
function identityOf(ordered: readonly ChatEvent[], first: ChatEvent) {
  const stated = (field: 'messenger' | 'channelId' | 'customerId') =>
    ordered.find((event) => event[field] !== '')?.[field] ?? ''
  const { companyId, chatKey, chatId, connectionId, provider } = first
  return {
    companyId,
    chatKey,
    chatId,
    connectionId,
    provider,
    messenger: stated('messenger'),
    channelId: stated('channelId'),
    customerId: stated('customerId'),
    openedBy: ordered.find(({ openedBy }) => openedBy !== '')?.openedBy ?? '',
  } as const
}

function openingOf(moments: readonly ChatMoment[], openedFrom: ChatFacts['openedFrom']) {
  const opening = moments.find(({ effect }) => effect === 'opened')
  const withOperator = moments.find(({ effect, operatorId, actorId }) =>
    effect === 'operator' ? actorId !== '' : operatorId !== '',
  )
  return {
    openedAtMs: opening?.atMs ?? 0,
    openedFrom,
    groupId: moments.find(({ groupId }) => groupId !== '')?.groupId ?? '',
    operatorId: (withOperator?.effect === 'operator' ? withOperator.actorId : withOperator?.operatorId) ?? '',
  }
}

function closingsOf(moments: readonly ChatMoment[], businessMsUntil: (closedAtMs: number) => number | null) {
  const closings = moments.filter(({ effect }) => effect === 'closed')
  const [first] = closings
  const last = closings.at(-1)
  return {
    isOpen: moments.at(-1)?.isOpen ?? false,
    closedAtMs: last?.atMs ?? null,
    closedBy: last?.event.by ?? '',
    firstClosedAtMs: first?.atMs ?? null,
    closedBusinessMs: last ? businessMsUntil(last.atMs) : null,
    firstClosedBusinessMs: first ? businessMsUntil(first.atMs) : null,
  } as const
}

/** Who wrote and when, and what nobody replied to. */
function repliesOf(moments: readonly ChatMoment[]) {
  const messages: ChatMessage[] = []
  const counts = { customer: 0, operator: 0, bot: 0, private: 0 }
  let unansweredSinceMs: number | null = null
  for (const { atMs, effect, actorId, groupId } of moments) {
    if (effect === 'private') counts.private += 1
    if (effect !== 'customer' && effect !== 'operator' && effect !== 'bot') continue
    counts[effect] += 1
    messages.push({ atMs, author: effect, operatorId: actorId, groupId })
    unansweredSinceMs = effect === 'customer' ? (unansweredSinceMs ?? atMs) : null
  }
  const firstOf = (effect: ChatMoment['effect']) =>
    moments.find((moment) => moment.effect === effect)?.atMs ?? null
  const handedOverAtMs = firstOf('handed_over')
  return {
    contact: contactOf(handedOverAtMs !== null, counts),
    handedOverAtMs,
    repliedAtMs: firstOf('operator'),
    botRepliedAtMs: firstOf('bot'),
    unansweredSinceMs,
    customerMessages: counts.customer,
    operatorMessages: counts.operator,
    botMessages: counts.bot,
    privateMessages: counts.private,
    messages,
  }
}

function contactOf(wasHandedOver: boolean, counts: { operator: number; bot: number }): ChatContact {
  if (wasHandedOver) return 'handed_over'
  if (counts.operator > 0) return 'operator'
  return counts.bot > 0 ? 'bot_only' : 'nobody'
}

/** A turn's target is that of its group when the customer began to wait. */
function measuredTurn(turn: TurnCourse, response: FirstResponse, measures: GroupMeasures): ChatTurn {
  const { askedAtMs, endedAtMs, outcome } = turn
  const targetMs = measures.targetsAt(askedAtMs).laterTargetMs
  const isOpen = endedAtMs === null
  const isAnswered = !isOpen && outcome === 'operator'
  return {
    ...turn,
    businessMs: isAnswered ? measures.businessMs(askedAtMs, endedAtMs) : null,
    isFirst: isFirst(turn, response),
    targetMs,
    dueAtMs: isOpen && targetMs !== null ? askedAtMs + targetMs : null,
    businessDueAtMs: isOpen && targetMs !== null ? measures.businessDueMs(askedAtMs, targetMs) : null,
  }
}

/** No two turns end with an operator's reply in the same millisecond: of one moment, customers' messages go first. */
function isFirst({ outcome, endedAtMs }: TurnCourse, response: FirstResponse): boolean {
  if (outcome === 'open') return response.state === 'pending'
  return outcome === 'operator' && endedAtMs === response.atMs
}

function receiptOf(ordered: readonly ChatEvent[], first: ChatEvent) {
  let lastEventAtMs = first.timeMs
  let firstReceivedAtMs = first.receivedAtMs
  let lastReceivedAtMs = first.receivedAtMs
  for (const { timeMs, receivedAtMs } of ordered) {
    lastEventAtMs = Math.max(lastEventAtMs, timeMs)
    firstReceivedAtMs = Math.min(firstReceivedAtMs, receivedAtMs)
    lastReceivedAtMs = Math.max(lastReceivedAtMs, receivedAtMs)
  }
  return { eventCount: ordered.length, lastEventAtMs, firstReceivedAtMs, lastReceivedAtMs }
}
