import { type MessageStep, messageSteps, negativeSteps, wellKnownChannels } from '../../src/contract/index.ts'
import { apiConnectionId, type MessageEvent } from '../../src/facts/message-event.ts'
import { createRandom, type Random } from '../../src/simulator/index.ts'
import { timeOutHours } from './meanings.ts'

/** A small log made to find mistakes: few names, many channels, parts, and every kind of disorder. */
export interface World {
  readonly companyId: string
  readonly log: readonly MessageEvent[]
  /** Around these instants messages are created: changes of clocks and edges of buckets. */
  readonly fromMs: number
  readonly toMs: number
  /** The moment at which questions are asked. */
  readonly asOfMs: number
}

export interface WorldOptions {
  readonly seed: number
  readonly companyId: string
  readonly messages: number
  /** An instant inside the period, such as a change of clocks. */
  readonly aroundMs: number
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const connectionIds = [
  apiConnectionId,
  '0198c000-0000-7000-8000-000000000001',
  '0198c000-0000-7000-8000-000000000002',
]
const channels = [...wellKnownChannels, 'email', 'sms', 'telegram']
const vocabulary = {
  sender: ['', 'Alpha', 'Beta', 'бета'],
  recipient: ['', '+4915112345678', '+79161234567', 'anna@example.com'],
  recipientType: ['', 'MOBILE', 'FIXED_LINE'],
  country: ['', '', 'DE', 'KZ'],
  numberCountry: ['', 'DE', 'RU'],
  network: ['', '262-01', '401-02'],
  campaign: ['', '', 'spring', "o'hara \\ sons"],
  template: ['', 'welcome', 'order {{1}}'],
  kind: ['', 'service', 'advertising'],
  category: ['', 'utility', 'marketing'],
  errorCode: ['', '', '30003', '30005'],
  errorReason: ['', 'Unknown subscriber', 'Unreachable'],
  costCurrency: ['EUR', 'EUR', 'USD'],
}
/** Steps in the order in which a message likes to take them; drawn from more often than the rest. */
const usualSteps: readonly MessageStep[] = [
  'accepted',
  'queued',
  'sent',
  'sent',
  'delivered',
  'delivered',
  'read',
]

/** The world of a seed: one company's log with repeats, in order of receipt. */
export function randomWorld({ seed, companyId, messages, aroundMs }: WorldOptions): World {
  const random = createRandom(seed)
  const fromMs = aroundMs - (2 + random.below(30)) * dayMs - random.below(3) * 15 * 60_000
  const toMs = aroundMs + (1 + random.below(6)) * dayMs
  const asOfMs = toMs + random.pick([-2 * dayMs, 0, hourMs, 5 * dayMs])
  const period = { fromMs, toMs, asOfMs, aroundMs }
  const log = Array.from({ length: messages }, (_, index) =>
    randomMessage(random, { companyId, index, createdMs: randomCreation(random, period) }),
  ).flat()
  return { companyId, log: log.sort((a, b) => a.receivedAtMs - b.receivedAtMs), fromMs, toMs, asOfMs }
}

/** Edges of the period, of hours and days, and of time-outs come up more often than chance would have it. */
function randomCreation(
  random: Random,
  period: Omit<World, 'companyId' | 'log'> & { aroundMs: number },
): number {
  const { fromMs, toMs, asOfMs, aroundMs } = period
  const anywhere = fromMs + random.below(toMs - fromMs)
  const slip = random.pick([-1, 0, 0, 1])
  switch (random.below(8)) {
    case 0:
      return random.pick([fromMs, toMs]) + slip
    case 1:
      return aroundMs + random.pick([-30, -15, 0, 15, 30, 45, 60]) * 60_000 + slip
    case 2:
      return Math.floor(anywhere / hourMs) * hourMs + slip
    case 3:
      return Math.floor(anywhere / dayMs) * dayMs + random.below(96) * 15 * 60_000 + slip
    case 4:
      return asOfMs - random.pick([...timeOutHours.values()]) * hourMs + slip
    default:
      return anywhere
  }
}

interface MessageSeed {
  readonly companyId: string
  readonly index: number
  readonly createdMs: number
}

function randomMessage(random: Random, { companyId, index, createdMs }: MessageSeed): MessageEvent[] {
  const parts = random.chance(0.25) ? 1 + random.below(3) : 0
  const connectionId = random.pick(connectionIds)
  const channel = random.pick(channels)
  const base = {
    companyId,
    messageKey: uuidOf(1, index),
    messageId: `m-${index}`,
    connectionId,
    provider: connectionId === apiConnectionId ? 'api' : 'twilio',
  }
  const events: MessageEvent[] = []
  const count = 1 + random.below(parts > 0 ? 9 : 6)
  for (let place = 0; place < count; place++) {
    const event = randomEvent(random, {
      createdMs,
      place,
      parts,
      channel,
      eventKey: uuidOf(2, index * 100 + place),
    })
    events.push({ ...base, ...event })
  }
  const repeated = events.filter(() => random.chance(0.2)).map((event) => receivedAgain(random, event))
  return [...events, ...repeated]
}

interface EventSeed {
  readonly createdMs: number
  readonly place: number
  readonly parts: number
  readonly channel: string
  readonly eventKey: string
}

type EventOnly = Omit<MessageEvent, 'companyId' | 'messageKey' | 'messageId' | 'connectionId' | 'provider'>

function randomEvent(random: Random, seed: EventSeed): EventOnly {
  const timeSource = random.chance(0.15) ? 'receipt' : 'provider'
  // Coarse delays, so that equal times are common.
  const timeMs =
    seed.createdMs + (seed.place === 0 ? 0 : random.pick([0, 0, 1, 1000, 2500, hourMs, -1000, dayMs]))
  const receivedAtMs = timeSource === 'receipt' ? timeMs : timeMs + random.pick([0, 100, 5000, dayMs])
  const step = randomStep(random)
  const negative = (negativeSteps as readonly string[]).includes(step)
  const word = (name: keyof typeof vocabulary): string => random.pick(vocabulary[name])
  const rarely = (name: keyof typeof vocabulary): string => (random.chance(0.6) ? word(name) : '')
  return {
    eventKey: seed.eventKey,
    step,
    timeMs,
    timeSource,
    receivedAtMs,
    channel: random.chance(0.05) ? random.pick(channels) : random.chance(0.9) ? seed.channel : '',
    sender: rarely('sender'),
    recipient: rarely('recipient'),
    recipientType: rarely('recipientType'),
    country: rarely('country'),
    numberCountry: rarely('numberCountry'),
    network: rarely('network'),
    campaign: rarely('campaign'),
    template: rarely('template'),
    kind: rarely('kind'),
    category: rarely('category'),
    segments: random.chance(0.2) ? 1 + random.below(4) : 0,
    computedSegments: random.chance(0.2) ? 1 + random.below(4) : 0,
    part: seed.parts > 0 && random.chance(0.75) ? 1 + random.below(seed.parts) : 0,
    parts: seed.parts > 0 && random.chance(0.4) ? seed.parts : 0,
    ...randomCost(random),
    errorCode: negative ? word('errorCode') : '',
    errorReason: negative ? word('errorReason') : '',
    url: step === 'clicked' ? 'https://example.com/offer' : '',
    machine: (step === 'read' || step === 'clicked') && random.chance(0.4),
    requestId: uuidOf(3, random.below(1_000_000)),
    requestIndex: seed.place,
  }
}

function randomStep(random: Random): MessageStep {
  if (random.chance(0.65)) return random.pick(usualSteps)
  return random.pick(messageSteps)
}

function randomCost(random: Random): Pick<MessageEvent, 'costMicros' | 'costCurrency'> {
  if (!random.chance(0.25)) return { costMicros: null, costCurrency: '' }
  const costMicros = random.pick([0n, 7_500n, 123_456n, 1_000_000n, 98_765_432_109n])
  return { costMicros, costCurrency: random.pick(vocabulary.costCurrency) }
}

/** The same event, received later: where its time is that of receipt, the time differs too. */
function receivedAgain(random: Random, event: MessageEvent): MessageEvent {
  const receivedAtMs = event.receivedAtMs + 1 + random.below(3 * dayMs)
  return {
    ...event,
    receivedAtMs,
    timeMs: event.timeSource === 'receipt' ? receivedAtMs : event.timeMs,
    requestId: uuidOf(3, random.below(1_000_000)),
    requestIndex: random.below(100),
  }
}

function uuidOf(kind: number, number: number): string {
  return `0000000${kind}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
}
