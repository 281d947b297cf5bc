import type { MessageStatus } from '../../src/contract/index.ts'
import type { MessageEvent } from '../../src/facts/message-event.ts'
import { foldNegatives } from './fold-negatives.ts'
import { foldProgress } from './fold-progress.ts'
import { rank as rankOf } from './meanings.ts'
import { earliest, isNegative, type Moment } from './moment.ts'

/** What is true of a message, from its whole log: decision 0004, read literally. Empty string is "not known". */
export interface OracleMessage {
  readonly companyId: string
  readonly messageKey: string
  readonly messageId: string
  readonly connectionId: string
  readonly createdAtMs: number
  readonly status: MessageStatus
  readonly progress: number
  readonly conflict: boolean
  readonly channel: string
  readonly sender: string
  readonly recipient: string
  readonly country: string
  readonly network: string
  readonly campaign: string
  readonly template: string
  readonly kind: string
  readonly errorCode: string
  readonly errorReason: string
  readonly clicked: boolean
  /** 0 = unknown. */
  readonly segments: number
  readonly latencyMs: number | null
  readonly costMicros: bigint | null
  readonly costCurrency: string
  /** When it was delivered, or ended otherwise; null where nothing says when. */
  readonly endedAtMs: number | null
}

/** Folds a log of any number of messages, with repeats, in any order. */
export function foldLog(log: readonly MessageEvent[]): OracleMessage[] {
  const messages = new Map<string, Map<string, MessageEvent>>()
  for (const event of log) {
    const name = `${event.companyId} ${event.messageKey}`
    const events = messages.get(name) ?? new Map<string, MessageEvent>()
    messages.set(name, events)
    const known = events.get(event.eventKey)
    if (!known || event.receivedAtMs < known.receivedAtMs) events.set(event.eventKey, event)
  }
  return [...messages.values()].map((events) => foldMessage([...events.values()]))
}

/** Folds the distinct events of one message. */
export function foldMessage(events: readonly MessageEvent[]): OracleMessage {
  const [someEvent] = events
  if (!someEvent) throw new Error('A message has at least one event.')
  const created = createdMoment(events)
  const channel = firstStated(events, (event) => event.channel)
  const progress = foldProgress(events)
  const { standing, byEmailException } = foldNegatives(events, channel, progress)
  const status = statusOf(events, progress.rank, standing)
  const positive = status === 'delivered' || status === 'read'
  const sent = earliest(events.filter((event) => event.step === 'sent')) ?? created
  return {
    companyId: someEvent.companyId,
    messageKey: someEvent.messageKey,
    messageId: someEvent.messageId,
    connectionId: someEvent.connectionId,
    createdAtMs: created.timeMs,
    status,
    progress: progress.rank,
    conflict: byEmailException || (positive && events.some((event) => isNegative(event.step))),
    channel,
    sender: firstStated(events, (event) => event.sender),
    recipient: firstStated(events, (event) => event.recipient),
    country:
      firstStated(events, (event) => event.country) || firstStated(events, (event) => event.numberCountry),
    network: firstStated(events, (event) => event.network),
    campaign: firstStated(events, (event) => event.campaign),
    template: firstStated(events, (event) => event.template),
    kind: firstStated(events, (event) => event.kind),
    errorCode: standing?.errorCode ?? '',
    errorReason: standing?.errorReason ?? '',
    clicked: events.some((event) => event.step === 'clicked' && !event.machine),
    segments: segmentsOf(events, progress.parts),
    latencyMs: positive ? latencyMs(sent, progress.delivered) : null,
    ...costOf(events),
    endedAtMs: (positive ? progress.delivered?.timeMs : standing?.timeMs) ?? null,
  }
}

function createdMoment(events: readonly MessageEvent[]): Moment {
  const moment = earliest(events.filter((event) => event.step === 'accepted')) ?? earliest(events)
  if (!moment) throw new Error('A message has at least one event.')
  return moment
}

/** The value of the earliest event that states one; on equal times the smallest value. */
function firstStated(events: readonly MessageEvent[], valueOf: (event: MessageEvent) => string): string {
  let best: { timeMs: number; value: string } | undefined
  for (const event of events) {
    const value = valueOf(event)
    if (value === '') continue
    const better = !best || event.timeMs < best.timeMs || (event.timeMs === best.timeMs && value < best.value)
    if (better) best = { timeMs: event.timeMs, value }
  }
  return best?.value ?? ''
}

function statusOf(
  events: readonly MessageEvent[],
  rank: number,
  standing: MessageEvent | undefined,
): MessageStatus {
  if (standing) return standing.step as MessageStatus
  if (rank >= rankOf.read) return 'read'
  if (rank >= rankOf.delivered) return 'delivered'
  if (events.some((event) => event.step === 'unconfirmed')) return 'unconfirmed'
  const names = ['unknown', 'accepted', 'queued', 'sent', 'carrier_delivered'] as const
  const name = names.find((candidate) => rankOf[candidate] === rank)
  if (!name) throw new Error(`No status has rank ${rank}.`)
  return name
}

function segmentsOf(events: readonly MessageEvent[], parts: number): number {
  const stated = Math.max(...events.map((event) => event.segments))
  if (stated > 0) return stated
  const computed = Math.max(...events.map((event) => event.computedSegments))
  if (computed > 0) return computed
  const hasParts = events.some((event) => event.part > 0 || event.parts > 0)
  return hasParts ? parts : 0
}

function latencyMs(start: Moment, delivered: Moment | undefined): number | null {
  if (!delivered || start.source !== 'provider' || delivered.source !== 'provider') return null
  return delivered.timeMs - start.timeMs
}

function costOf(events: readonly MessageEvent[]): Pick<OracleMessage, 'costMicros' | 'costCurrency'> {
  const priced = events.filter((event) => event.costMicros !== null)
  const currency = firstStated(priced, (event) => event.costCurrency)
  if (priced.length === 0) return { costMicros: null, costCurrency: '' }
  const byPart = new Map<number, bigint>()
  for (const { part, costMicros, costCurrency } of priced) {
    if (costMicros === null || costCurrency !== currency) continue
    const known = byPart.get(part)
    if (known === undefined || costMicros > known) byPart.set(part, costMicros)
  }
  return { costMicros: [...byPart.values()].reduce((sum, cost) => sum + cost, 0n), costCurrency: currency }
}
