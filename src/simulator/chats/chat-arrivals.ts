import { dayMs, hourMs, type Period } from '../../core/index.ts'
import { ArrivalQueue } from '../arrival-queue.ts'
import { createRandom, type Random } from '../random.ts'
import { hexOfWord, scramble } from '../scramble.ts'
import { weightedChoice } from '../weighted-choice.ts'
import { deskChannels } from './desk.ts'
import { type DeskDay, deskDayOf, openingsOf } from './desk-day.ts'
import type { DeskArrival, DeskChat, DeskEvent } from './desk-event.ts'
import { DeskQueue } from './desk-queue.ts'
import { longestChatMs, tellChat } from './tell-chat.ts'

/** The desk of one company. */
export interface ChatArrivalOptions {
  readonly seed: number
  /** Of an average day. */
  readonly chatsPerDay: number
  readonly period: Period
  /** IANA zone: the rhythm of day and week, and the shifts. */
  readonly timeZone: string
  /** Chats opened before this moment are left out, epoch ms; by default those that are open go on. */
  readonly chatsSinceMs?: number
}

const channelChoice = weightedChoice(deskChannels)
const outreachShare = 0.05
const lateShare = 0.004
const repeatedShare = 0.012
const longestLatenessMs = 12 * hourMs
const longestRepeatMs = 24 * hourMs
const maxDays = 366 * 5

/**
 * What comes in of a desk's chats within a period, second by second in order of receipt. The chats of a company are one endless
 * sequence, each day's made from the seed and the date: a period is cut out of it, and the next period goes on with the
 * chats that are open. Held in memory: what is still on its way.
 * @throws RangeError for more than five years
 */
export function* chatArrivals(options: ChatArrivalOptions): Generator<readonly DeskArrival[]> {
  const { seed, period, timeZone } = options
  if (period.toMs - period.fromMs > maxDays * dayMs)
    throw new RangeError('Chats can be simulated for at most five years at once.')
  // Chats opened before the period go on in it.
  let day = deskDayOf(period.fromMs - longestChatMs - longestRepeatMs, timeZone, seed)
  const onTheWay = new ArrivalQueue<DeskArrival>(period)
  for (let count = 0; count <= maxDays + 30 && day.fromMs < period.toMs; count++) {
    yield* onTheWay.takeBefore(Math.max(day.fromMs, period.fromMs))
    for (const events of chatsOf(day, options))
      for (const arrival of events) if (arrival.receivedAtMs >= period.fromMs) onTheWay.add([arrival])
    day = deskDayOf(day.toMs + dayMs / 2, timeZone, seed)
  }
  yield* onTheWay.takeBefore(period.toMs)
}

/** Each chat of a day as it comes in: a function of the seed and the date. */
function* chatsOf(
  day: DeskDay,
  { seed, timeZone, chatsPerDay, chatsSinceMs = -Infinity }: ChatArrivalOptions,
): Generator<readonly DeskArrival[]> {
  const planning = createRandom(`${seed} chats of ${day.number}`)
  const random = createRandom(`${seed} what is said on ${day.number}`)
  const queue = new DeskQueue(day, seed, chatsPerDay)
  let index = 0
  for (const openedMs of openingsOf(planning, day, timeZone, chatsPerDay)) {
    const chat = newChat(random, day, index, seed, chatsPerDay)
    index += 1
    const events = tellChat(random, chat, day, queue, openedMs)
    const received = events.flatMap((event) => receive(random, event))
    if (openedMs >= chatsSinceMs) yield received
  }
}

function newChat(random: Random, day: DeskDay, index: number, seed: number, chatsPerDay: number): DeskChat {
  const channel = channelChoice(random)
  return {
    chatId: `${hexOfWord(scramble(seed ^ 0x5eed))}-${day.number}-${index}`,
    dayNumber: day.number,
    index,
    channel,
    customerId: customerOf(random, day, chatsPerDay, seed ^ Number.parseInt(channel.id, 36)),
    openedBy: !channel.isPage && random.chance(outreachShare) ? 'company' : 'customer',
  }
}

/** Most customers are new or were here once; a few come again and again. Who they are moves on with the days. */
function customerOf(random: Random, day: DeskDay, chatsPerDay: number, seed: number): string {
  const reach = Math.ceil(chatsPerDay * 80)
  const number = Math.floor(reach * random.next() ** 4) + Math.floor(day.number * chatsPerDay * 0.35)
  return `c${hexOfWord(scramble(seed ^ scramble(number)))}`
}

/** When an event comes in: soon, mostly; late or again now and then. A desk of one's own loses nothing. */
function receive(random: Random, event: DeskEvent): readonly DeskArrival[] {
  const latenessMs = random.chance(lateShare)
    ? Math.min(longestLatenessMs, random.logNormal(4 * 60_000, 1.5))
    : 0
  const receivedAtMs = Math.round(event.timeMs + random.logNormal(160, 0.7) + latenessMs)
  if (!random.chance(repeatedShare)) return [{ event, receivedAtMs }]
  const waitMs = Math.min(longestRepeatMs, random.logNormal(45_000, 1.8))
  return [
    { event, receivedAtMs },
    { event, receivedAtMs: Math.round(receivedAtMs + 1 + waitMs) },
  ]
}
