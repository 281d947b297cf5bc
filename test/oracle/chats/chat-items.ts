import type { ChatClock, ChatDuration } from '../../../src/contract/index.ts'
import type { Whose } from './chat-messages.ts'
import type { Response, Timed } from './chat-turns.ts'
import type { OracleChat } from './fold-chat-log.ts'

/** One thing that a metric counts or takes as a sample. */
export interface ChatItem extends Whose {
  readonly chat: OracleChat
  /** The moment that puts it into a period, by the clock that was asked for. */
  readonly atMs: number
  readonly closeBy: string
  /** Of durations: null while pending, and in business time without a calendar. */
  readonly ms: number | null
  readonly isPending: boolean
  /** Of first responses and turns: null without one. */
  readonly targetMs: number | null
  /** Of what is pending: how long it had lasted before the moment of asking, as far as there was a calendar; null: there was none. */
  readonly waitedMs: number | null
  readonly score: number | null
}

export interface ItemContext {
  readonly clock: ChatClock
  readonly isBusinessTime: boolean
  readonly asOfMs: number
}

/** What is counted, apart from what metrics make of it. */
export type ItemKind =
  | 'new'
  | 'with_customer_messages'
  | 'bot_only'
  | 'handed_over'
  | 'with_operator'
  | 'unanswered'
  | 'customers'
  | 'closings'
  | 'reopenings'
  | 'messages_customer'
  | 'messages_operator'
  | 'messages_bot'
  | 'within_sl2'
  | 'scores'
  | 'surveys'
  | ChatDuration

const dayMs = 86_400_000

/** The items of one kind of one chat, with the moment, group and operator that docs/metrics.md gives them. */
export function itemsOf(kind: ItemKind, chat: OracleChat, context: ItemContext): ChatItem[] {
  const item = (atMs: number, { groupId, operatorId }: Whose, more: Partial<ChatItem> = {}): ChatItem => ({
    chat,
    // What the log tells from before the opening counts at the opening.
    atMs: context.clock === 'event' ? Math.max(atMs, chat.openedAtMs) : chat.openedAtMs,
    groupId,
    operatorId,
    closeBy: chat.closeBy,
    ms: null,
    isPending: false,
    targetMs: null,
    waitedMs: null,
    score: null,
    ...more,
  })
  const chatWide = (atMs: number | null, isCounted: boolean): ChatItem[] =>
    isCounted && atMs !== null ? [item(atMs, chat.first)] : []
  const written = (author: 'customer' | 'operator' | 'bot'): ChatItem[] =>
    chat.messages
      .filter((message) => message.author === author)
      .map((message) => item(message.atMs, message, { closeBy: chat.closeBy }))
  switch (kind) {
    case 'new':
      return chatWide(chat.openedAtMs, true)
    case 'with_customer_messages':
      return chatWide(chat.openedAtMs, wroteCustomer(chat))
    case 'bot_only':
      return chatWide(chat.openedAtMs, chat.contact === 'bot_only')
    case 'handed_over':
      return chatWide(chat.handedOverAtMs, chat.contact === 'handed_over')
    case 'with_operator':
      return chatWide(chat.repliedAtMs, chat.contact === 'operator')
    case 'unanswered':
      return chatWide(chat.unansweredSinceMs, isUnanswered(chat, context.asOfMs))
    case 'customers':
      return context.clock === 'event' ? written('customer') : chatWide(chat.openedAtMs, true)
    case 'closings':
      return chat.closings.map(({ event, after }) =>
        item(event.timeMs, namedOr(event.operatorId, after), { closeBy: event.by }),
      )
    case 'reopenings':
      return chat.reopenings.map(({ event, after }) => item(event.timeMs, namedOr(event.operatorId, after)))
    case 'messages_customer':
      return written('customer')
    case 'messages_operator':
      return written('operator')
    case 'messages_bot':
      return written('bot')
    case 'scores':
      return chat.surveys.flatMap(({ rated }) =>
        rated ? [item(rated.atMs, rated.by, { score: rated.score })] : [],
      )
    case 'surveys':
      return chat.surveys.map(({ askedMs, asked, rated }) =>
        item(askedMs, asked, { score: rated?.score ?? null }),
      )
    default:
      return durationsOf(kind, chat).map(({ atMs, timed, closeBy, targetMs, worked }) =>
        item(atMs, timed, { closeBy, targetMs, ...measured(timed, chat, context, worked) }),
      )
  }
}

export const wroteCustomer = (chat: OracleChat): boolean =>
  chat.messages.some(({ author }) => author === 'customer')

const namedOr = (operatorId: string, { groupId, operatorId: assigned }: Whose): Whose => ({
  groupId,
  operatorId: operatorId || assigned,
})

/** Closed, or its oldest unanswered message has waited for more than 24 hours. */
function isUnanswered(chat: OracleChat, asOfMs: number): boolean {
  const sinceMs = chat.unansweredSinceMs
  return sinceMs !== null && (!chat.isOpen || asOfMs - sinceMs > dayMs)
}

/** `[fromMs, toMs)` */
interface Span {
  readonly fromMs: number
  readonly toMs: number
}

interface Duration {
  readonly timed: Timed
  readonly atMs: number
  readonly closeBy: string
  readonly targetMs: number | null
  /** Where the time is not one stretch: the stretches that add up to it. */
  readonly worked?: readonly Span[]
}

function durationsOf(kind: ChatDuration | 'within_sl2', chat: OracleChat): Duration[] {
  const plain = (timed: Timed, more: Partial<Duration> = {}): Duration => ({
    timed,
    atMs: timed.endMs ?? timed.startMs,
    closeBy: chat.closeBy,
    targetMs: null,
    ...more,
  })
  const response = (timed: Response): Duration => plain(timed, { targetMs: timed.targetMs })
  // A turn counts while it is open in an open chat, and when an operator replied.
  const turns = chat.turns.filter(
    ({ outcome }) => outcome === 'operator' || (outcome === 'open' && chat.isOpen),
  )
  const since = { ...chat.first, startMs: chat.openedAtMs }
  switch (kind) {
    case 'first_response':
      return chat.firstResponse ? [response(chat.firstResponse)] : []
    case 'turn_response':
      return turns.map(response)
    case 'within_sl2':
      return turns.filter(({ isOfFirstResponse }) => !isOfFirstResponse).map(response)
    case 'resolution':
      return chat.cycles.map((cycle) => plain(cycle, { closeBy: cycle.closeBy }))
    case 'first_close':
      return [plain({ ...since, endMs: chat.closings[0]?.event.timeMs ?? null })]
    case 'last_close':
      return [plain({ ...since, endMs: chat.isOpen ? null : (chat.closings.at(-1)?.event.timeMs ?? null) })]
    case 'handle':
      return chat.handlings.map(({ groupId, operatorId, firstMs, endMs, stretches }) =>
        plain({ groupId, operatorId, startMs: firstMs, endMs }, { worked: stretches }),
      )
  }
}

function measured(
  { startMs, endMs, groupId }: Timed,
  { businessTime, changesOf }: OracleChat,
  { isBusinessTime, asOfMs }: ItemContext,
  worked: readonly Span[] = [{ fromMs: startMs, toMs: endMs ?? startMs }],
): Pick<ChatItem, 'ms' | 'isPending' | 'waitedMs'> {
  const between = (fromMs: number, toMs: number): number | null =>
    isBusinessTime ? businessTime(groupId, fromMs, toMs) : toMs - fromMs
  if (endMs === null) {
    // What has run out stays so: where the group lost its calendar on the way, what counts is the time until then.
    const moments = [asOfMs - 1, ...changesOf(groupId)].filter(
      (moment) => startMs <= moment && moment < asOfMs,
    )
    const waited = moments.map((moment) => between(startMs, moment)).filter((part) => part !== null)
    return { ms: null, isPending: true, waitedMs: waited.length === 0 ? null : Math.max(...waited) }
  }
  const ms = worked
    .map(({ fromMs, toMs }) => between(fromMs, toMs))
    .reduce((sum, part) => (sum === null || part === null ? null : sum + part), 0)
  return { ms, isPending: false, waitedMs: null }
}
