import { hourMs, type Period } from '../core/index.ts'
import { ArrivalQueue } from './arrival-queue.ts'
import { type ComposeOptions, composer } from './compose-message.ts'
import { liveMessage } from './live-message.ts'
import { planTrouble } from './plan-incident.ts'
import { planTraffic } from './plan-traffic.ts'
import { createRandom, type Random } from './random.ts'
import type { Arrival, SimulatedEvent } from './traffic.ts'

export type ArrivalOptions = ComposeOptions

const lostShare = 0.006
const lateShare = 0.006
const repeatedShare = 0.015
const minuteMs = 60_000
const longestLatenessMs = 48 * hourMs
/** A provider was seen repeating an event for 29 hours. */
const longestRepeatMs = 29 * hourMs

/**
 * The traffic of a period as it comes in, second by second in order of receipt: with lost, late, repeated and
 * reordered events. Exactly `messages` messages are heard of; what would come in after the period is left out.
 * Held in memory: what is still on its way, which is days of readings at most.
 */
export function* arrivals(options: ArrivalOptions): Generator<readonly Arrival[]> {
  const { seed, messages, period, timeZone } = options
  // Separate sequences, so that a change in how messages fare leaves the plan as it is.
  const planning = createRandom(`${seed} plan`)
  const random = createRandom(`${seed} messages`)
  const trouble = planTrouble(createRandom(`${seed} trouble`), period)
  const compose = composer(options)
  const onTheWay = new ArrivalQueue<Arrival>(period)
  let index = 0
  for (const minute of planTraffic(planning, messages, period, timeZone)) {
    yield* onTheWay.takeBefore(minute.startMs)
    for (let made = 0; made < minute.messages; made++) {
      const message = compose(random, minute, index)
      index += 1
      const events = liveMessage(random, message, trouble(message))
      for (const event of events) onTheWay.add(receive(random, event, period))
    }
  }
  yield* onTheWay.takeBefore(period.toMs)
}

/** When an event comes in: never, once, or again and again. The first event of a message always does. */
function receive(random: Random, event: SimulatedEvent, period: Period): readonly Arrival[] {
  const isFirst = event.ordinal === 0
  if (!isFirst && random.chance(lostShare)) return []
  const latenessMs = random.chance(lateShare)
    ? Math.min(longestLatenessMs, random.logNormal(20 * minuteMs, 1.5))
    : 0
  const receivedAtMs = Math.round(event.timeMs + random.logNormal(180, 0.8) + latenessMs)
  const inTimeMs = isFirst ? Math.min(receivedAtMs, period.toMs - 1) : receivedAtMs
  const received: Arrival[] = [{ event, receivedAtMs: inTimeMs }]
  if (random.chance(repeatedShare)) {
    const waitMs = Math.min(longestRepeatMs, random.logNormal(minuteMs, 2))
    received.push({ event, receivedAtMs: Math.round(inTimeMs + 1 + waitMs) })
  }
  return received
}
