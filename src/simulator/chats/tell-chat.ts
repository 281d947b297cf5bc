import type { ChatCloser } from '../../contract/index.ts'
import { dayMs, hourMs } from '../../core/index.ts'
import type { Random } from '../random.ts'
import { weightedChoice } from '../weighted-choice.ts'
import { type DeskGroup, deskGroups } from './desk.ts'
import { type DeskDay, isTroubled } from './desk-day.ts'
import { ChatTale, type DeskChat, type DeskEvent } from './desk-event.ts'
import type { DeskQueue, Turn } from './desk-queue.ts'
import { tellRating } from './tell-rating.ts'

const minuteMs = 60_000
const containedShare = 0.46
const silentShare = 0.06
const reassignedShare = 0.07
const movedShare = 0.08
const noteShare = 0.14
const taggedShare = 0.78
const reopenedShare = 0.09
const answeredOutreachShare = 0.48
/** The customer has the last word. */
const thanksShare = 0.13
/** Replies take so much longer while something is broken. */
const slowInTrouble = 2.5
const groupChoice = weightedChoice(deskGroups)
/** Where customers wait, operators are busy: replies take longer by so much for each minute that the customer had waited. */
const hurryPerMinute = 0.02
/** A chat is told of for at most so long; what would come later is left out. */
export const longestChatMs = 10 * dayMs

/** What a chat is told with. */
interface Telling {
  readonly random: Random
  readonly tale: ChatTale
  readonly day: DeskDay
  readonly queue: DeskQueue
}

/** Everything that happens in a chat from its opening on, in the order of happening; at least one event. */
export function tellChat(
  random: Random,
  chat: DeskChat,
  day: DeskDay,
  queue: DeskQueue,
  openedMs: number,
): readonly DeskEvent[] {
  const tale = new ChatTale(chat)
  const telling: Telling = { random, tale, day, queue }
  const group = groupOf(random, chat)
  if (chat.openedBy === 'company') tellOutreach(telling, group, openedMs)
  else if (chat.channel.isPage && random.chance(silentShare)) {
    tale.tell('opened', openedMs, { groupId: chat.channel.hasBot ? '' : group.id })
    close(tale, openedMs + 10 * minuteMs, 'timeout')
  } else tellInquiry(telling, group, openedMs)
  return tale.events.filter(({ timeMs }) => timeMs < openedMs + longestChatMs)
}

function groupOf(random: Random, { channel }: DeskChat): DeskGroup {
  const own = deskGroups.find(({ ownChannelId }) => ownChannelId === channel.id)
  return own && random.chance(0.85) ? own : groupChoice(random)
}

/** A customer asks; the bot answers where there is one, then the group does. */
function tellInquiry(telling: Telling, group: DeskGroup, openedMs: number): void {
  const { random, tale } = telling
  const { hasBot } = tale.chat.channel
  tale.tell('opened', openedMs, { groupId: hasBot ? '' : group.id })
  let atMs = write(telling, openedMs + random.below(900))
  if (hasBot) {
    const handedOverMs = talkToBot(telling, atMs)
    if (handedOverMs === null) return
    tale.tell('handed_over', handedOverMs)
    tale.tell('moved', handedOverMs + 40, { groupId: group.id })
    atMs = handedOverMs + 60
  }
  const closedMs = serve(telling, group, atMs)
  if (closedMs !== null && random.chance(reopenedShare * (tale.chat.channel.isPage ? 0.4 : 1)))
    comeBack(telling, group, closedMs + Math.min(3 * dayMs, random.logNormal(5 * hourMs, 1)))
}

/** The company writes first; the customer may never answer. */
function tellOutreach(telling: Telling, group: DeskGroup, openedMs: number): void {
  const { random, tale, queue } = telling
  const turn = queue.next(group.id, openedMs)
  const operator = turn?.operator ?? null
  tale.tell('opened', openedMs, { groupId: group.id })
  tale.tell('assigned', openedMs + 30, { operator })
  tale.tell('message', openedMs + 900, { author: 'operator', operator })
  if (!turn || !random.chance(answeredOutreachShare)) {
    close(tale, openedMs + 2 * dayMs, 'timeout')
    return
  }
  const repliedMs = write(telling, openedMs + Math.min(dayMs, random.logNormal(40 * minuteMs, 1.1)))
  serve(telling, group, repliedMs, { ...turn, atMs: repliedMs })
}

/** One to three messages in a row; the moment of the last. */
function write({ random, tale }: Telling, atMs: number): number {
  let lastMs = atMs
  tale.tell('message', lastMs, { author: 'customer' })
  for (let more = 0; more < 2 && random.chance(0.28); more++) {
    lastMs += random.logNormal(14_000, 0.7)
    tale.tell('message', lastMs, { author: 'customer' })
  }
  return lastMs
}

/** When the customer is handed over to people; null when the bot was enough, or nobody was there any more. */
function talkToBot(telling: Telling, fromMs: number): number | null {
  const { random, tale } = telling
  let atMs = fromMs
  const exchanges = 1 + random.below(3)
  for (let exchange = 0; exchange < exchanges; exchange++) {
    atMs += random.logNormal(1_400, 0.4)
    tale.tell('message', atMs, { author: 'bot' })
    if (exchange < exchanges - 1) atMs = write(telling, atMs + random.logNormal(25_000, 0.8))
  }
  if (!random.chance(containedShare)) return atMs + random.logNormal(9_000, 0.5)
  const by: ChatCloser = random.chance(0.55) ? 'bot' : 'timeout'
  const closedMs = atMs + (by === 'bot' ? random.logNormal(2 * minuteMs, 0.5) : silenceMs(tale))
  if (by === 'bot') {
    tellRating(random, tale, closedMs - 400, { isBot: true, waitMs: 0, grumpiness: 0 })
    if (random.chance(0.5)) tale.tell('tagged', closedMs - 200, { tags: ['solved by bot'] })
  }
  close(tale, closedMs, by)
  return null
}

/** Waits for an operator and is served; when the chat was closed, or null when nobody ever answered. */
function serve(telling: Telling, group: DeskGroup, atMs: number, ready?: Turn): number | null {
  const { random, tale, queue, day } = telling
  const turn =
    ready ?? queue.next(group.id, atMs) ?? queue.nextMorning(group.id, day, random.below(3_600_000))
  const waitMs = turn ? turn.atMs - atMs : Infinity
  if (!turn || waitMs > patienceMs(telling)) {
    giveUp(telling, atMs)
    return null
  }
  // Who has a free place looks up after some seconds.
  let nowMs = turn.atMs + random.logNormal(9_000, 0.8)
  tale.tell('assigned', nowMs, { operator: turn.operator })
  if (tale.chat.channel.isPage && random.chance(0.4)) tale.tell('message', nowMs + 20, { author: 'system' })
  nowMs = talk(telling, turn, nowMs, waitMs)
  const { operator } = turn
  let last = operator
  if (random.chance(reassignedShare)) last = passOn(telling, group, operator, nowMs) ?? operator
  else if (random.chance(movedShare)) last = move(telling, group, nowMs) ?? operator
  const lastMs = tale.events.at(-1)?.timeMs ?? nowMs
  turn.occupyUntil(Math.min(lastMs, turn.atMs + hourMs) + random.logNormal(50_000, 0.6))
  return finish(telling, group, lastMs, { waitMs, grumpiness: last.grumpiness })
}

/** Question and answer, some rounds; the moment of the last message. */
function talk({ random, tale, day }: Telling, { operator }: Turn, fromMs: number, waitMs: number): number {
  const rounds = 1 + random.below(3) + random.below(3)
  let nowMs = fromMs
  for (let round = 0; round < rounds; round++) {
    const hurry =
      1 + hurryPerMinute * Math.min(60, waitMs / minuteMs) + (isTroubled(day, nowMs) ? slowInTrouble : 0)
    nowMs += random.logNormal(round === 0 ? 24_000 : 42_000, 0.75) * operator.slowness * hurry
    if (round === 1 && random.chance(noteShare))
      tale.tell('message', nowMs - 500, { author: 'operator', operator, isPublic: false })
    tale.tell('message', nowMs, { author: 'operator', operator })
    if (random.chance(0.18)) {
      nowMs += random.logNormal(15_000, 0.5)
      tale.tell('message', nowMs, { author: 'operator', operator })
    }
    if (round === rounds - 1 && !random.chance(thanksShare)) break
    nowMs += Math.min(20 * hourMs, random.logNormal(tale.chat.channel.isPage ? 40_000 : 80_000, 1.1))
    tale.tell('message', nowMs, { author: 'customer' })
  }
  return nowMs
}

/** To a colleague of the group. */
function passOn(telling: Telling, group: DeskGroup, from: Turn['operator'], atMs: number) {
  const { random, tale, queue } = telling
  const turn = queue.next(group.id, atMs, from.id)
  if (!turn || turn.atMs > atMs + hourMs) return null
  const takenMs = turn.atMs + random.logNormal(15_000, 0.5)
  tale.tell('assigned', takenMs, { operator: turn.operator })
  turn.occupyUntil(talk(telling, turn, takenMs, takenMs - atMs))
  return turn.operator
}

/** To another group, where somebody has to become free first. */
function move(telling: Telling, from: DeskGroup, atMs: number) {
  const { random, tale, queue } = telling
  const group = groupChoice(random)
  const turn = group.id === from.id ? null : queue.next(group.id, atMs)
  if (!turn || turn.atMs > atMs + 3 * hourMs) return null
  tale.tell('moved', atMs + 5_000, { groupId: group.id })
  tale.tell('assigned', atMs + 5_020, { operator: null })
  const takenMs = turn.atMs + 6_000 + random.logNormal(15_000, 0.5)
  tale.tell('assigned', takenMs, { operator: turn.operator })
  turn.occupyUntil(talk(telling, turn, takenMs, takenMs - atMs))
  return turn.operator
}

function finish(
  { random, tale }: Telling,
  group: DeskGroup,
  lastMs: number,
  mood: { readonly waitMs: number; readonly grumpiness: number },
): number {
  const draw = random.next()
  const by: ChatCloser = draw < 0.63 ? 'operator' : draw < 0.72 ? 'customer' : 'timeout'
  const closedMs = lastMs + (by === 'timeout' ? silenceMs(tale) : random.logNormal(70_000, 0.9))
  if (random.chance(taggedShare)) tale.tell('tagged', closedMs - 60, { tags: topicsOf(random, group) })
  close(tale, closedMs, by)
  if (by !== 'timeout') tellRating(random, tale, closedMs + 900, { isBot: false, ...mood })
  return closedMs
}

/** Nobody answered in time. */
function giveUp({ random, tale }: Telling, atMs: number): void {
  if (!tale.chat.channel.isPage || random.chance(0.7)) close(tale, atMs + 24 * hourMs, 'timeout')
  else close(tale, atMs + random.logNormal(14 * minuteMs, 0.6), 'customer')
}

/** The customer writes again after the chat was closed, and it is opened again. */
function comeBack(telling: Telling, group: DeskGroup, atMs: number): void {
  const { random, tale, queue, day } = telling
  tale.tell('reopened', atMs, { by: 'customer' })
  const writtenMs = write(telling, atMs + 20)
  const daysLater = Math.floor((writtenMs - day.midnightMs) / dayMs)
  const today = daysLater === 0 ? queue.next(group.id, writtenMs) : null
  const later = queue.nextMorning(
    group.id,
    {
      ...day,
      number: day.number + daysLater,
      weekday: ((day.weekday - 1 + daysLater) % 7) + 1,
      midnightMs: day.midnightMs + daysLater * dayMs,
    },
    random.below(3_600_000),
  )
  const turn = today ?? later
  if (!turn) return
  serve(telling, group, writtenMs, { ...turn, atMs: Math.max(turn.atMs, writtenMs) })
}

function close(tale: ChatTale, timeMs: number, by: ChatCloser): void {
  const last = tale.events.findLast(({ step }) => step === 'assigned')
  tale.tell('closed', timeMs, { by, ...(by === 'operator' ? { operator: last?.operator ?? null } : {}) })
}

/** How long a customer waits for an operator: on a page not for long, by a messenger until the next day and beyond. */
function patienceMs({ random, tale }: Telling): number {
  if (!tale.chat.channel.isPage) return random.chance(0.93) ? Infinity : 2 * hourMs
  return random.chance(0.35) ? Infinity : random.logNormal(28 * minuteMs, 0.8)
}

/** Silence after which the desk closes a chat. */
function silenceMs(tale: ChatTale): number {
  return tale.chat.channel.isPage ? 30 * minuteMs : 12 * hourMs
}

function topicsOf(random: Random, { topics }: DeskGroup): readonly string[] {
  const first = random.pick(topics)
  const second = random.pick(topics)
  return first === second || !random.chance(0.25) ? [first] : [first, second]
}
