import type { ChatSettings } from '../../../src/chats/index.ts'
import { type BusinessTime, groupAt } from './business-time.ts'
import { type HistoryStep, isClosing, standingNow } from './chat-history.ts'
import type { OracleChatMessage, Whose } from './chat-messages.ts'

/** A sample of a duration, or what still waits to be one. */
export interface Timed extends Whose {
  readonly startMs: number
  /** Null: pending. */
  readonly endMs: number | null
}

/** A turn or a first response, with what its group is held to. */
export interface Response extends Timed {
  /** SL 1 of a first response, SL 2 of a turn, in force when the wait began. */
  readonly targetMs: number | null
}

export interface OracleTurn extends Response {
  readonly askedPlace: number
  /** Place of what ended it; null: it is open. */
  readonly endPlace: number | null
  readonly outcome: 'open' | 'operator' | 'bot' | 'closed'
  /** It is answered by the first response, or open while that is pending. */
  readonly isOfFirstResponse: boolean
}

export interface TurnContext {
  readonly history: readonly HistoryStep[]
  readonly messages: readonly OracleChatMessage[]
  readonly settings: ChatSettings
  readonly businessTime: BusinessTime
}

/** From the later of the customer's first message and the first hand-over; null: nobody waits for one. */
export function firstResponseOf({ history, messages, settings }: TurnContext): Response | null {
  const asked = messages.find(({ author }) => author === 'customer')
  if (!asked) return null
  const reply = messages.find(({ author, place }) => author === 'operator' && place > asked.place)
  const handOver = history.find(
    ({ event }, place) => event.step === 'handed_over' && (!reply || place < reply.place),
  )
  const startMs = Math.max(asked.atMs, handOver?.event.timeMs ?? asked.atMs)
  const target = ({ groupId }: Whose): number | null =>
    groupAt(settings, groupId, startMs)?.firstTargetMs ?? null
  if (reply) return { ...whose(reply), startMs, endMs: reply.atMs, targetMs: target(reply) }
  const now = standingNow(history)
  const isWithBot = messages.some(({ author }) => author === 'bot') && !handOver
  if (!now.isOpen || isWithBot) return null
  return { ...whose(now), startMs, endMs: null, targetMs: target(now) }
}

/** Consecutive messages of the customer are one turn, until somebody replies or the chat is closed. */
export function turnsOf(context: TurnContext): readonly OracleTurn[] {
  const { history, messages, settings } = context
  const closings = history.flatMap((step, place) => (isClosing(step) ? [place] : []))
  const first = firstResponseOf(context)
  const firstReply = messages.find(
    ({ author, place }) =>
      author === 'operator' && messages.some((other) => other.author === 'customer' && other.place < place),
  )
  return messages.flatMap((asked, index) => {
    if (asked.author !== 'customer') return []
    const previous = messages[index - 1]
    const isContinued =
      previous?.author === 'customer' &&
      !closings.some((place) => previous.place < place && place < asked.place)
    if (isContinued) return []
    const reply = messages.find(({ author, place }) => author !== 'customer' && place > asked.place)
    const closing = closings.find((place) => place > asked.place)
    const isClosedFirst = closing !== undefined && (!reply || closing < reply.place)
    const outcome = isClosedFirst
      ? 'closed'
      : reply?.author === 'customer'
        ? 'open'
        : (reply?.author ?? 'open')
    const endPlace = (isClosedFirst ? closing : reply?.place) ?? null
    const credited = outcome === 'operator' && reply ? reply : standingNow(history)
    return [
      {
        ...whose(credited),
        askedPlace: asked.place,
        endPlace,
        outcome,
        startMs: asked.atMs,
        endMs: endPlace === null ? null : (history[endPlace]?.event.timeMs ?? null),
        targetMs: groupAt(settings, credited.groupId, asked.atMs)?.laterTargetMs ?? null,
        isOfFirstResponse:
          outcome === 'open' ? first?.endMs === null : endPlace !== null && endPlace === firstReply?.place,
      } as const,
    ]
  })
}

const whose = ({ groupId, operatorId }: Whose): Whose => ({ groupId, operatorId })
