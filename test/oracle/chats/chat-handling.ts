import { type HistoryStep, isClosing, isReopening } from './chat-history.ts'
import type { OracleChatMessage, Whose } from './chat-messages.ts'
import type { Timed } from './chat-turns.ts'

/** A stretch of time, never empty, between two events of the log. */
export interface Stretch extends Whose {
  readonly fromMs: number
  /** Infinity: it goes on. */
  readonly toMs: number
  readonly isOpen: boolean
}

/** How the chat stood from each instant of its log to the next one. */
export function stretchesOf(history: readonly HistoryStep[]): readonly Stretch[] {
  return history
    .map(({ event, after }, place) => ({
      groupId: after.groupId,
      operatorId: after.operatorId,
      isOpen: after.isOpen,
      fromMs: event.timeMs,
      toMs: history[place + 1]?.event.timeMs ?? Number.POSITIVE_INFINITY,
    }))
    .filter(({ fromMs, toMs }) => fromMs < toMs)
}

/** All the time that one operator had the chat while it was open. */
export interface OracleHandling extends Whose {
  readonly firstMs: number
  /** Null: the operator has it. */
  readonly endMs: number | null
  readonly stretches: readonly Stretch[]
}

export function handlingsOf(history: readonly HistoryStep[]): readonly OracleHandling[] {
  const handled = stretchesOf(history).filter(({ isOpen, operatorId }) => isOpen && operatorId !== '')
  const operators = [...new Set(handled.map(({ operatorId }) => operatorId))]
  return operators.map((operatorId) => {
    const stretches = handled.filter((stretch) => stretch.operatorId === operatorId)
    const endMs = Math.max(...stretches.map(({ toMs }) => toMs))
    return {
      operatorId,
      groupId: stretches[0]?.groupId ?? '',
      firstMs: stretches[0]?.fromMs ?? 0,
      endMs: Number.isFinite(endMs) ? endMs : null,
      stretches,
    }
  })
}

export interface OracleCycle extends Timed {
  readonly closeBy: string
}

/** From opening or reopening to closing; under whom it was closed, or who has it now. */
export function cyclesOf(history: readonly HistoryStep[]): readonly OracleCycle[] {
  return history.flatMap((step, place) => {
    const isOpening = !step.before.wasOpened && step.after.wasOpened
    if (!isOpening && !isReopening(step)) return []
    const closing = history.slice(place).find(isClosing)
    const { groupId, operatorId } = closing ? closedUnder(closing) : (history.at(-1) ?? step).after
    return [
      {
        groupId,
        operatorId,
        startMs: step.event.timeMs,
        endMs: closing?.event.timeMs ?? null,
        closeBy: closing?.event.by ?? '',
      },
    ]
  })
}

/** A closing or a reopening names its operator, else it is the assigned one. */
export const closedUnder = ({ event, after }: HistoryStep): Whose => ({
  groupId: after.groupId,
  operatorId: event.operatorId || after.operatorId,
})

export interface OracleSurvey {
  readonly askedMs: number
  readonly asked: Whose
  readonly rated: { readonly atMs: number; readonly score: number; readonly by: Whose } | null
}

/** Each asking is a survey, and so are scores that nobody asked for; the last score before the next asking counts. */
export function surveysOf(
  history: readonly HistoryStep[],
  messages: readonly OracleChatMessage[],
): readonly OracleSurvey[] {
  const whoseAt = (place: number): Whose => {
    const standing = history[place]?.after
    const lastReply = messages.findLast((message) => message.author === 'operator' && message.place < place)
    return {
      groupId: standing?.groupId ?? '',
      operatorId: standing?.operatorId || lastReply?.operatorId || '',
    }
  }
  const scores = history.flatMap(({ event }, place) =>
    event.step === 'rated' && event.score >= 1 && event.score <= 5
      ? [{ place, atMs: event.timeMs, score: event.score }]
      : [],
  )
  const askings = history.flatMap(({ event }, place) => (event.step === 'rating_asked' ? [place] : []))
  const unasked = scores.find(({ place }) => place < (askings[0] ?? Number.POSITIVE_INFINITY))
  const starts = unasked ? [unasked.place, ...askings] : askings
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? Number.POSITIVE_INFINITY
    const last = scores.findLast(({ place }) => start <= place && place < end)
    return {
      askedMs: history[start]?.event.timeMs ?? 0,
      asked: whoseAt(start),
      rated: last ? { atMs: last.atMs, score: last.score, by: whoseAt(last.place) } : null,
    }
  })
}
