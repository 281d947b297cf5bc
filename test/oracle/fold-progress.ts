import type { MessageStep } from '../../src/contract/index.ts'
import type { MessageEvent } from '../../src/facts/message-event.ts'
import { rank as rankOfStep } from './meanings.ts'
import { earliest, type Moment } from './moment.ts'

export interface Progress {
  readonly rank: number
  /** Number of parts, at least 1. */
  readonly parts: number
  /** When the message was delivered; undefined where it was not, or where nothing says when. */
  readonly delivered: Moment | undefined
  /** Rank of a part, or of the whole message for part 0. */
  rankOf(part: number): number
}

const ranks: Readonly<Partial<Record<MessageStep, number>>> = rankOfStep

function rankOfEvent(event: MessageEvent): number {
  if (event.step === 'read' && event.machine) return 0
  return ranks[event.step] ?? 0
}

const highestRank = (events: readonly MessageEvent[]): number => Math.max(0, ...events.map(rankOfEvent))

/** Decision 0004, "Parts": how far a message came, as a whole and part by part. */
export function foldProgress(events: readonly MessageEvent[]): Progress {
  const parts = Math.max(1, ...events.map((event) => event.parts), ...events.map((event) => event.part))
  const divided = events.some((event) => event.part >= 1)
  if (!divided) {
    const rank = highestRank(events)
    const delivered = rank >= rankOfStep.delivered ? deliveredBy(events) : undefined
    return { rank, parts, delivered, rankOf: () => rank }
  }
  const numbers = Array.from({ length: parts }, (_, index) => index + 1)
  const whole = events.filter((event) => event.part === 0)
  const wholeRank = highestRank(whole)
  const rankOfPart = (part: number): number =>
    Math.max(wholeRank, highestRank(events.filter((event) => event.part === part)))
  const partRanks = numbers.map(rankOfPart)
  const allDelivered = partRanks.every((rank) => rank >= rankOfStep.delivered)
  const rank = allDelivered
    ? Math.min(...partRanks)
    : Math.min(Math.max(...partRanks), rankOfStep.carrier_delivered)
  const perPart = numbers.map((part) =>
    deliveredBy([...whole, ...events.filter((event) => event.part === part)]),
  )
  return {
    rank,
    parts,
    delivered: allDelivered ? latestOfAll(perPart) : undefined,
    rankOf: (part) => (part === 0 ? rank : rankOfPart(part)),
  }
}

const deliveredBy = (events: readonly MessageEvent[]): Moment | undefined =>
  earliest(events.filter((event) => event.step === 'delivered'))

/** The latest of the moments, the provider's clock winning on equal times; undefined where one is missing. */
function latestOfAll(moments: readonly (Moment | undefined)[]): Moment | undefined {
  let latest: Moment | undefined
  for (const moment of moments) {
    if (!moment) return undefined
    const later =
      !latest ||
      moment.timeMs > latest.timeMs ||
      (moment.timeMs === latest.timeMs && moment.source === 'provider')
    if (later) latest = moment
  }
  return latest
}
