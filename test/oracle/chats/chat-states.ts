import { stretchesOf } from './chat-handling.ts'
import { standingAt } from './chat-history.ts'
import type { ChatItem } from './chat-items.ts'
import type { OracleChat } from './fold-chat-log.ts'

/** A stretch of time as it is asked about: `[fromMs, toMs)`. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

/** A chat that is open just before an instant, under who has it then. */
export interface OpenChat extends ChatItem {
  /** The oldest message that waits then; null: none does. */
  readonly waitingSinceMs: number | null
}

/** The chats that are open just before an instant. */
export function openChatsBefore(chats: readonly OracleChat[], endMs: number): OpenChat[] {
  return chats.flatMap((chat) => {
    const { isOpen, groupId, operatorId } = standingAt(chat.history, endMs - 1)
    if (!isOpen) return []
    return [{ ...blank(chat), groupId, operatorId, waitingSinceMs: waitingSince(chat, endMs - 1) }]
  })
}

/** The open turn of a chat, everything of the millisecond included. */
function waitingSince({ history, turns }: OracleChat, atMs: number): number | null {
  const last = history.findLastIndex(({ event }) => event.timeMs <= atMs)
  const turn = turns.find(
    ({ askedPlace, endPlace }) => askedPlace <= last && (endPlace === null || endPlace > last),
  )
  return turn?.startMs ?? null
}

/** A stretch in which an operator had a chat. */
export interface Load extends ChatItem, Span {}

/** The stretches in which operators had open chats, as far as they reach into a span. */
export function loadsIn(chats: readonly OracleChat[], span: Span): Load[] {
  return chats.flatMap((chat) =>
    stretchesOf(chat.history)
      .filter(({ isOpen, operatorId }) => isOpen && operatorId !== '')
      .filter(({ fromMs, toMs }) => Math.max(fromMs, span.fromMs) < Math.min(toMs, span.toMs))
      .map(({ fromMs, toMs, groupId, operatorId }) => ({
        ...blank(chat),
        fromMs,
        toMs,
        groupId,
        operatorId,
      })),
  )
}

/** The most chats of one operator at once: asked at the beginning of the span and at every change within it. */
export function greatestLoad(loads: readonly Load[], span: Span): number {
  const moments = [span.fromMs, ...loads.map(({ fromMs }) => fromMs)].filter(
    (moment) => moment >= span.fromMs && moment < span.toMs,
  )
  const operators = [...new Set(loads.map(({ operatorId }) => operatorId))]
  const counts = moments.flatMap((moment) =>
    operators.map((operatorId) => {
      const had = loads.filter(
        (load) => load.operatorId === operatorId && load.fromMs <= moment && moment < load.toMs,
      )
      return new Set(had.map(({ chat }) => chat)).size
    }),
  )
  return Math.max(0, ...counts)
}

const blank = (chat: OracleChat): ChatItem => ({
  chat,
  atMs: 0,
  groupId: '',
  operatorId: '',
  closeBy: chat.closeBy,
  ms: null,
  isPending: false,
  targetMs: null,
  waitedMs: null,
  score: null,
})
