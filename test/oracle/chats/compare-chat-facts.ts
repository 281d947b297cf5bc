import { isDeepStrictEqual } from 'node:util'
import { type ChatEvent, type ChatFacts, foldChat } from '../../../src/chats/index.ts'
import { stretchesOf } from './chat-handling.ts'
import { foldChatLog, type OracleChat } from './fold-chat-log.ts'
import type { ChatWorld } from './random-chat-world.ts'

/** What a fact is compared by; what it says besides (flags, tags, moments at which targets run out) shows in no number as such. */
type Compared = Readonly<Record<string, unknown>>

/** Where the facts that the product makes of a world's chats are not what the oracle finds, chat by chat. */
export function compareChatFacts({ seed, log, settings }: ChatWorld): readonly string[] {
  return foldChatLog(log, settings).flatMap((chat) => {
    const events = log.filter(({ chatKey }) => chatKey === chat.chatKey)
    const actual = fromFacts(foldChat(events, settings))
    const expected = fromOracle(chat)
    return Object.keys(expected)
      .filter((name) => !isDeepStrictEqual(actual[name], expected[name]))
      .map(
        (name) =>
          `Seed ${seed}, ${chat.chatId}: ${name} is ${JSON.stringify(actual[name])} instead of ${JSON.stringify(expected[name])}\n${tell(chat)}`,
      )
  })
}

/** A chat's log in order, an event a line. */
function tell({ history }: OracleChat): string {
  const told = ({ step, author, isPublic, groupId, operatorId, by, score, messageId }: ChatEvent): string =>
    [step, author, isPublic ? '' : 'private', groupId, operatorId, by, score || '', messageId]
      .filter((word) => word !== '')
      .join(' ')
  return history.map(({ event }) => `  ${new Date(event.timeMs).toISOString()} ${told(event)}`).join('\n')
}

function fromFacts(facts: ChatFacts): Compared {
  const { firstResponse: first } = facts
  return {
    messenger: facts.messenger,
    channelId: facts.channelId,
    customerId: facts.customerId,
    openedAtMs: facts.openedAtMs,
    isOpen: facts.isOpen,
    first: [facts.groupId, facts.operatorId],
    closed: [facts.firstClosedAtMs, facts.closedAtMs, facts.closedBy],
    closedBusinessMs: [facts.firstClosedBusinessMs, facts.closedBusinessMs],
    contact: facts.contact,
    handedOverAtMs: facts.handedOverAtMs,
    repliedAtMs: facts.repliedAtMs,
    unansweredSinceMs: facts.unansweredSinceMs,
    firstResponse:
      first.state === 'none'
        ? null
        : [first.startMs, first.atMs, first.groupId, first.operatorId, first.targetMs, first.businessMs],
    turns: facts.turns.map((turn) => [
      turn.askedAtMs,
      turn.endedAtMs,
      turn.outcome,
      ...(turn.outcome === 'operator' || turn.outcome === 'open'
        ? [turn.groupId, turn.operatorId, turn.targetMs, turn.businessMs, turn.isFirst]
        : []),
    ]),
    cycles: facts.cycles.map((cycle) => [
      cycle.fromMs,
      cycle.toMs,
      cycle.by,
      cycle.groupId,
      cycle.operatorId,
      cycle.businessMs,
    ]),
    stints: facts.stints.map(({ fromMs, toMs, groupId, operatorId }) => [fromMs, toMs, groupId, operatorId]),
    handlings: facts.handlings.map((handling) => [
      handling.operatorId,
      handling.groupId,
      handling.fromMs,
      handling.endedAtMs,
      handling.endedAtMs === null ? null : handling.ms,
      handling.endedAtMs === null ? null : handling.businessMs,
    ]),
    messages: facts.messages.map(({ atMs, author, groupId, operatorId }) => [
      atMs,
      author,
      groupId,
      operatorId,
    ]),
    surveys: facts.surveys.map((survey) => [
      survey.askedAtMs,
      survey.groupId,
      survey.operatorId,
      survey.score,
      ...(survey.score === null ? [] : [survey.ratedAtMs, survey.ratedGroupId, survey.ratedOperatorId]),
    ]),
  }
}

function fromOracle(chat: OracleChat): Compared {
  const { firstResponse: first, businessTime } = chat
  const closedAtMs = chat.closings.map(({ event }) => event.timeMs)
  const business = (groupId: string, fromMs: number, toMs: number | null): number | null =>
    toMs === null ? null : businessTime(groupId, fromMs, toMs)
  return {
    messenger: chat.messenger,
    channelId: chat.channelId,
    customerId: chat.customerId,
    openedAtMs: chat.openedAtMs,
    isOpen: chat.isOpen,
    first: [chat.first.groupId, chat.first.operatorId],
    closed: [closedAtMs[0] ?? null, closedAtMs.at(-1) ?? null, chat.closeBy],
    closedBusinessMs: [closedAtMs[0], closedAtMs.at(-1)].map((closedMs) =>
      business(chat.first.groupId, chat.openedAtMs, closedMs ?? null),
    ),
    contact: chat.contact,
    handedOverAtMs: chat.handedOverAtMs,
    repliedAtMs: chat.repliedAtMs,
    unansweredSinceMs: chat.unansweredSinceMs,
    firstResponse: first && [
      first.startMs,
      first.endMs,
      first.groupId,
      first.operatorId,
      first.targetMs,
      business(first.groupId, first.startMs, first.endMs),
    ],
    turns: chat.turns.map(({ startMs, endMs, outcome, groupId, operatorId, targetMs, isOfFirstResponse }) => [
      startMs,
      endMs,
      outcome,
      ...(outcome === 'operator' || outcome === 'open'
        ? [groupId, operatorId, targetMs, business(groupId, startMs, endMs), isOfFirstResponse]
        : []),
    ]),
    cycles: chat.cycles.map(({ startMs, endMs, closeBy, groupId, operatorId }) => [
      startMs,
      endMs,
      closeBy,
      groupId,
      operatorId,
      business(groupId, startMs, endMs),
    ]),
    stints: stintsOf(chat),
    handlings: chat.handlings.map(({ operatorId, groupId, firstMs, endMs, stretches }) => {
      const worked = stretches.map(({ fromMs, toMs }) => ({
        ms: toMs - fromMs,
        businessMs: endMs === null ? null : businessTime(groupId, fromMs, toMs),
      }))
      const isKnown = endMs !== null && worked.every(({ businessMs }) => businessMs !== null)
      return [
        operatorId,
        groupId,
        firstMs,
        endMs,
        endMs === null ? null : worked.reduce((sum, { ms }) => sum + ms, 0),
        isKnown ? worked.reduce((sum, { businessMs }) => sum + (businessMs ?? 0), 0) : null,
      ]
    }),
    messages: chat.messages.map(({ atMs, author, groupId, operatorId }) => [
      atMs,
      author,
      groupId,
      operatorId,
    ]),
    surveys: chat.surveys.map(({ askedMs, asked, rated }) => [
      askedMs,
      asked.groupId,
      asked.operatorId,
      rated?.score ?? null,
      ...(rated ? [rated.atMs, rated.by.groupId, rated.by.operatorId] : []),
    ]),
  }
}

type Stint = [fromMs: number, toMs: number | null, groupId: string, operatorId: string]

/** Stretches of an open chat; neighbours under the same group and operator are one. */
function stintsOf({ history }: OracleChat): Stint[] {
  const stints: Stint[] = []
  for (const { isOpen, fromMs, toMs, groupId, operatorId } of stretchesOf(history)) {
    if (!isOpen) continue
    const endMs = Number.isFinite(toMs) ? toMs : null
    const last = stints.at(-1)
    if (last && last[1] === fromMs && last[2] === groupId && last[3] === operatorId) last[1] = endMs
    else stints.push([fromMs, endMs, groupId, operatorId])
  }
  return stints
}
