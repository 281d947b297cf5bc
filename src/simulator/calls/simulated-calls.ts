import { hourMs, type Period } from '../../core/index.ts'
import { createAudience } from '../audience.ts'
import { deskOperators } from '../chats/desk.ts'
import { localTimes } from '../local-time.ts'
import { createRandom, type Random } from '../random.ts'
import { serviceVolume } from '../rhythm.ts'
import { weightedChoice } from '../weighted-choice.ts'

export interface CallTrafficOptions {
  readonly seed: number
  /** About as many on a busy day. */
  readonly callsPerDay: number
  /** Calls that are told of within it, which is when they end. */
  readonly period: Period
  readonly timeZone: string
}

/** A call as the telephone system of the simulated company tells it. */
export interface SimulatedCall {
  readonly id: string
  readonly receivedAtMs: number
  readonly direction: 'inbound' | 'outbound'
  readonly from: string
  readonly to: string
  /** ISO 3166-1 alpha-2, of the customer. */
  readonly country: string
  readonly startedAtMs: number
  readonly answeredAtMs: number | null
  readonly endedAtMs: number
  readonly result: string
  readonly operatorId: string
  /** Micro-units; null: the carrier asks for nothing. */
  readonly costMicros: number | null
}

/** Nobody waits and talks for longer, so that what ends in a period began at most so long before it. */
const longestWaitMs = 300_000
const longestTalkMs = 3_600_000
const lookBackMs = 2 * hourMs
const customers = 5_000

/** Numbers that the German regulator keeps for fiction. */
const lines = ['+493023125100', '+493023125110', '+493023125120']

/**
 * Calls hour by hour, each hour's a function of the seed and the hour: two periods side by side are the same as the one that they make
 * up. In order of receipt. In the morning rush people wait longer, and some give up; at night a machine answers.
 */
export function* simulatedCalls(options: CallTrafficOptions): Generator<SimulatedCall> {
  const { seed, period, timeZone } = options
  const firstHourMs = Math.floor((period.fromMs - lookBackMs) / hourMs) * hourMs
  const localTimeAt = localTimes({ fromMs: firstHourMs, toMs: period.toMs + hourMs }, timeZone)
  const customerOf = createAudience(seed, timeZone)
  let onTheWay: SimulatedCall[] = []
  for (let startMs = firstHourMs; startMs < period.toMs; startMs += hourMs) {
    const random = createRandom(`${seed} calls ${startMs}`)
    const { weekday, hour } = localTimeAt(startMs)
    const expected =
      (options.callsPerDay / busiestDay) * serviceVolume(weekday, hour) * (0.7 + 0.6 * random.next())
    const calls = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0)
    for (let n = 0; n < calls; n += 1)
      onTheWay.push(
        callOf(random, {
          id: `${seed}-${startMs / hourMs}-${n}`,
          startMs,
          hour,
          customer: customerOf(random.below(customers)),
        }),
      )
    onTheWay.sort((a, b) => a.receivedAtMs - b.receivedAtMs)
    const known = onTheWay.findIndex(({ receivedAtMs }) => receivedAtMs >= startMs + hourMs)
    const told = known < 0 ? onTheWay : onTheWay.slice(0, known)
    onTheWay = known < 0 ? [] : onTheWay.slice(known)
    yield* told.filter(({ receivedAtMs }) => receivedAtMs >= period.fromMs && receivedAtMs < period.toMs)
  }
}

function volumeOf(weekday: number): number {
  return Array.from({ length: 24 }, (_, hour) => serviceVolume(weekday, hour)).reduce(
    (sum, volume) => sum + volume,
    0,
  )
}

const busiestDay = volumeOf(5)
const averageDay = [1, 2, 3, 4, 5, 6, 7].map(volumeOf).reduce((sum, volume) => sum + volume, 0) / 7

/** What `callsPerDay` has to be so that the days of a week have so many calls on average. */
export function callsOnBusyDay(callsOnAverageDay: number): number {
  return (callsOnAverageDay * busiestDay) / averageDay
}

interface Moment {
  readonly id: string
  readonly startMs: number
  /** On the wall. */
  readonly hour: number
  readonly customer: { readonly phone: string; readonly country: { readonly code: string } }
}

const outcomes = {
  open: weightedChoice([
    { result: 'answered', weight: 82 },
    { result: 'no_answer', weight: 7 },
    { result: 'cancelled', weight: 9 },
    { result: 'busy', weight: 2 },
  ]),
  rush: weightedChoice([
    { result: 'answered', weight: 66 },
    { result: 'no_answer', weight: 12 },
    { result: 'cancelled', weight: 17 },
    { result: 'busy', weight: 5 },
  ]),
  night: weightedChoice([
    { result: 'voicemail', weight: 60 },
    { result: 'cancelled', weight: 25 },
    { result: 'no_answer', weight: 15 },
  ]),
  outbound: weightedChoice([
    { result: 'answered', weight: 63 },
    { result: 'no_answer', weight: 19 },
    { result: 'busy', weight: 7 },
    { result: 'voicemail', weight: 6 },
    { result: 'rejected', weight: 3 },
    { result: 'failed', weight: 2 },
  ]),
}

function callOf(random: Random, { id, startMs, hour, customer }: Moment): SimulatedCall {
  const isOpen = hour >= 8 && hour < 20
  const isRush = hour === 10 || hour === 11
  const isOutbound = isOpen && random.chance(0.28)
  const { result } = (
    isOutbound ? outcomes.outbound : isRush ? outcomes.rush : isOpen ? outcomes.open : outcomes.night
  )(random)
  const operator = random.pick(deskOperators)
  const startedAtMs = startMs + random.below(hourMs)
  const patienceMs = result === 'cancelled' ? 45_000 : isRush && !isOutbound ? 26_000 : 13_000
  const waitMs = Math.round(Math.min(longestWaitMs, random.logNormal(patienceMs, 0.7)))
  const isTaken = result === 'answered' || result === 'voicemail'
  const talkMs = isTaken
    ? Math.round(Math.min(longestTalkMs, random.logNormal(result === 'voicemail' ? 22_000 : 165_000, 0.85)))
    : 0
  const endedAtMs = startedAtMs + waitMs + talkMs
  const line = random.pick(lines)
  return {
    id,
    receivedAtMs: endedAtMs + 800 + random.below(3_000),
    direction: isOutbound ? 'outbound' : 'inbound',
    from: isOutbound ? line : customer.phone,
    to: isOutbound ? customer.phone : line,
    country: customer.country.code,
    startedAtMs,
    answeredAtMs: isTaken ? startedAtMs + waitMs : null,
    endedAtMs,
    result,
    operatorId: result === 'answered' || isOutbound ? operator.id : '',
    costMicros:
      isOutbound && isTaken
        ? Math.ceil(talkMs / 60_000) * (customer.country.code === 'DE' ? 14_000 : 62_000)
        : null,
  }
}
