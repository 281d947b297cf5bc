import type { ChatEvent, ChatSettings } from '../../../src/chats/index.ts'
import { type ChatStep, chatAuthors, chatClosers, chatSteps } from '../../../src/contract/index.ts'
import { createRandom, type Random } from '../../../src/simulator/index.ts'
import { groupIds, randomChatSettings } from './random-chat-settings.ts'

/** A small log made to find mistakes: few names, equal times, and every kind of disorder. */
export interface ChatWorld {
  readonly seed: number
  readonly log: readonly ChatEvent[]
  readonly settings: ChatSettings
  /** The period that questions are about, half-open. */
  readonly fromMs: number
  readonly toMs: number
  /** The moment at which questions are asked. */
  readonly asOfMs: number
}

const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Days on which clocks change, or a whole day is missing, somewhere in the zones that are swept; and two plain ones. */
const arounds = [
  '2026-03-29T01:00:00Z',
  '2026-10-25T01:00:00Z',
  '2026-03-08T07:00:00Z',
  '2026-11-01T06:00:00Z',
  '2026-04-04T15:00:00Z',
  '2026-10-03T15:30:00Z',
  '2011-12-30T10:00:00Z',
  '2024-02-29T18:15:00Z',
  '2026-08-31T18:15:00Z',
].map((instant) => Date.parse(instant))

/** Drawn from in the order in which a chat likes to live; a step is sometimes any other. */
const usualSteps: readonly ChatStep[] = [
  'message',
  'message',
  'message',
  'message',
  'assigned',
  'assigned',
  'moved',
  'handed_over',
  'closed',
  'reopened',
  'rating_asked',
  'rating_asked',
  'rated',
  'rated',
]
const operatorIds = ['anna', 'boris', 'chen']
const gapsMs = [0, 0, 1, 999, 15_000, 30_000, 60_000, 61_000, 600_000, hourMs, 3 * hourMs, 9 * hourMs, dayMs]

/** The world of a seed: one company's chats, with repeats, in order of receipt. */
export function randomChatWorld(seed: number, mostChats = 6): ChatWorld {
  const random = createRandom(`${seed} chats`)
  const aroundMs = random.pick(arounds)
  const fromMs = aroundMs - (1 + random.below(4)) * dayMs - random.below(5) * 15 * minuteMs
  const toMs = aroundMs + (1 + random.below(4)) * dayMs + random.pick([0, 0, -1, 1, 30 * minuteMs])
  const settings = randomChatSettings(random, aroundMs)
  const log = Array.from({ length: 1 + random.below(mostChats) }, (_, index) =>
    randomChat(random, index, randomBeginning(random, { fromMs, toMs, aroundMs })),
  ).flat()
  const [anEvent] = log
  const asOfMs = random.pick([
    toMs,
    toMs + hourMs,
    toMs + 5 * dayMs,
    aroundMs,
    toMs - dayMs - 1,
    (anEvent?.timeMs ?? toMs) + random.pick([0, 1, minuteMs, dayMs, dayMs + 1]),
  ])
  return {
    seed,
    log: log.toSorted((a, b) => a.receivedAtMs - b.receivedAtMs),
    settings,
    fromMs,
    toMs,
    asOfMs,
  }
}

/** Edges of the period, of hours and days, and changes of clocks come up more often than chance would have it. */
function randomBeginning(
  random: Random,
  { fromMs, toMs, aroundMs }: { fromMs: number; toMs: number; aroundMs: number },
): number {
  const anywhere = fromMs + random.below(toMs - fromMs)
  const slip = random.pick([-1, 0, 0, 1])
  switch (random.below(6)) {
    case 0:
      return random.pick([fromMs, toMs]) + slip
    case 1:
      return aroundMs + random.pick([-60, -30, 0, 15, 30, 60]) * minuteMs + slip
    case 2:
      return Math.floor(anywhere / hourMs) * hourMs + slip
    case 3:
      return fromMs - random.below(3 * dayMs)
    default:
      return anywhere
  }
}

function randomChat(random: Random, index: number, beginningMs: number): ChatEvent[] {
  const chatKey = uuidOf(1, index, random)
  const has = randomAddress(random)
  // Mostly all events say the same of where and who; sometimes one or the other says otherwise, or nothing.
  const isSteady = random.chance(0.7)
  const isOpened = random.chance(0.85)
  const count = 1 + random.below(random.pick([3, 8, 16, 24]))
  let atMs = beginningMs
  const events = Array.from({ length: count }, (_, place) => {
    if (place > 0) atMs += random.pick(gapsMs)
    // Now and then somebody's clock is a day off, or something before the opening comes up.
    const offMs = random.chance(0.05) ? random.pick([-dayMs, dayMs, -1, -hourMs]) : 0
    const step = isOpened && place === 0 ? 'opened' : randomStep(random)
    const event = randomEvent(random, step, atMs + offMs)
    const said = isSteady || random.chance(0.6) ? has : randomAddress(random)
    return { ...event, ...said, chatKey, chatId: `chat ${index}`, requestIndex: place }
  })
  const repeated = events.filter(() => random.chance(0.15)).map((event) => receivedAgain(random, event))
  return [...events, ...repeated]
}

const randomAddress = (random: Random): Pick<ChatEvent, 'messenger' | 'channelId' | 'customerId'> => ({
  messenger: random.pick(['web', 'telegram', 'matrix', '']),
  channelId: random.pick(['shop', 'support line', '']),
  customerId: random.pick(['', 'customer 1', 'customer 2', 'customer 3']),
})

const randomStep = (random: Random): ChatStep =>
  random.chance(0.9) ? random.pick(usualSteps) : random.pick(chatSteps)

function randomEvent(random: Random, step: ChatStep, timeMs: number): ChatEvent {
  const timeSource = random.chance(0.1) ? 'receipt' : 'provider'
  const blank: ChatEvent = {
    companyId: '',
    chatKey: '',
    eventKey: uuidOf(2, random.below(65_536), random),
    connectionId: '00000000-0000-0000-0000-000000000000',
    provider: 'api',
    chatId: '',
    step,
    timeMs,
    timeSource,
    receivedAtMs: timeSource === 'receipt' ? timeMs : timeMs + random.pick([0, 100, 5_000, dayMs]),
    messenger: '',
    channelId: '',
    customerId: '',
    groupId: '',
    operatorId: '',
    channelName: '',
    groupName: '',
    operatorName: '',
    openedBy: '',
    messageId: '',
    author: '',
    isPublic: true,
    by: '',
    score: 0,
    comment: '',
    tags: [],
    requestId: uuidOf(3, 0, random),
    requestIndex: 0,
  }
  return { ...blank, ...detailsOf(random, step) }
}

function detailsOf(random: Random, step: ChatStep): Partial<ChatEvent> {
  const operatorId = random.pick(operatorIds)
  switch (step) {
    case 'opened':
      return {
        groupId: random.pick(['', ...groupIds]),
        openedBy: random.pick(['', 'customer', 'company']),
      }
    case 'moved':
      // Round and round through the groups, also to none and to one that nobody set up.
      return { groupId: random.pick(['', ...groupIds, ...groupIds, 'unheard of']) }
    case 'assigned':
      return { operatorId: random.pick(['', operatorId, operatorId, operatorId]) }
    case 'message': {
      const author = random.pick([...chatAuthors, 'customer', 'customer', 'operator', 'operator'] as const)
      return {
        author,
        operatorId: author === 'operator' ? random.pick(['', operatorId, operatorId, 'a stranger']) : '',
        isPublic: random.chance(0.85),
        messageId: random.chance(0.15) ? random.pick(['m-1', 'm-2', '']) : `m-${random.bits()}`,
      }
    }
    case 'closed':
    case 'reopened':
      return {
        by: random.pick(['', ...chatClosers]),
        operatorId: random.chance(0.2) ? operatorId : '',
      }
    case 'rated':
      return { score: random.pick([1, 2, 3, 4, 4, 5, 5, 11, 0, -1]) }
    case 'tagged':
      return { tags: ['delivery'] }
    default:
      return {}
  }
}

/** The same event, received later: where its time is that of receipt, the time differs too. */
function receivedAgain(random: Random, event: ChatEvent): ChatEvent {
  const receivedAtMs = event.receivedAtMs + 1 + random.below(3 * dayMs)
  return {
    ...event,
    receivedAtMs,
    timeMs: event.timeSource === 'receipt' ? receivedAtMs : event.timeMs,
    requestId: uuidOf(3, 1, random),
  }
}

/** Random in front, so that the order of keys is not the order of making. */
function uuidOf(kind: number, number: number, random: Random): string {
  const front = random.bits().toString(16).padStart(8, '0')
  return `${front}-000${kind}-4000-8000-${number.toString(16).padStart(12, '0')}`
}
