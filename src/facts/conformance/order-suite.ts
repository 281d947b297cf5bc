import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { messageSteps } from '../../contract/index.ts'
import type { Facts } from '../facts.ts'
import type { MessageEvent } from '../message-event.ts'
import {
  type EventSketch,
  eventOf,
  type FactRow,
  factsByMessage,
  minuteMs,
  requestOf,
  startMs,
} from './world.ts'

/** Runs of the property; each is a handful of inserts and folds. */
const runs = 10
const propertyTimeoutMs = 180_000

/** Moments that meet, and that lie in other hours and other weeks. */
const minutes = fc.constantFrom(0, 1, 2, 59, 60, 61, -1, -90, 7 * 24 * 60, -14 * 24 * 60)
const maybe = <T>(value: fc.Arbitrary<T>, otherwise: T) => fc.oneof(value, fc.constant(otherwise))

const anyEvent: fc.Arbitrary<EventSketch> = fc.record({
  step: fc.constantFrom(...messageSteps),
  minutes,
  timeSource: fc.constantFrom('provider', 'receipt'),
  channel: fc.constantFrom('', 'sms', 'email'),
  sender: fc.constantFrom('', 'A', 'B'),
  country: fc.constantFrom('', 'DE'),
  numberCountry: fc.constantFrom('', 'AT', 'CH'),
  campaign: fc.constantFrom('', 'x', 'y'),
  part: maybe(fc.integer({ min: 1, max: 3 }), 0),
  parts: maybe(fc.integer({ min: 1, max: 3 }), 0),
  segments: fc.constantFrom(0, 1, 2),
  costMicros: maybe(fc.bigInt({ min: 0n, max: 5n }), null),
  costCurrency: fc.constantFrom('EUR', 'USD'),
  errorCode: fc.constantFrom('', '1', '2'),
  errorReason: fc.constantFrom('', 'r'),
  machine: fc.boolean(),
})

/** An arrival: which event of which message, a repeat or not, and whether a tick follows. */
interface Arrival {
  readonly message: number
  readonly index: number
  readonly repeat: boolean
  readonly tick: boolean
}

const world = fc
  .array(fc.array(anyEvent, { minLength: 1, maxLength: 7 }), { minLength: 1, maxLength: 4 })
  .chain((messages) => {
    const places = messages.flatMap((events, message) => events.map((_, index) => ({ message, index })))
    const flags = fc.record({
      repeat: fc.boolean(),
      tick: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
    })
    const arrivals = fc
      .tuple(
        fc.shuffledSubarray([...places, ...places], { minLength: places.length * 2 }),
        fc.array(flags, { minLength: places.length * 2, maxLength: places.length * 2 }),
      )
      .map(([order, flagged]) => order.map((place, n): Arrival => ({ ...place, ...(flagged[n] ?? noFlags) })))
    return fc.record({ messages: fc.constant(messages), arrivals })
  })

const noFlags = { repeat: false, tick: false }

function eventAt(companyId: string, wishes: readonly EventSketch[], message: number, index: number) {
  const wish = wishes[index]
  if (!wish) throw new RangeError('No such event.')
  return eventOf(companyId, `m${message}`, index, wish)
}

/** The same event received again later, told differently: it must change nothing. */
function laterCopy(event: MessageEvent): MessageEvent {
  return {
    ...event,
    receivedAtMs: event.receivedAtMs + 86_400_000,
    timeMs: startMs - minuteMs,
    sender: 'Repeat',
  }
}

function withoutCompany(rows: ReadonlyMap<string, FactRow>): readonly FactRow[] {
  return [...rows.values()].map((row) => ({ ...row, company_id: undefined }))
}

/** Arrivals up to the next tick, side by side: their order is the engine's. */
async function arrive(
  facts: Facts,
  companyId: string,
  messages: readonly (readonly EventSketch[])[],
  arrivals: readonly Arrival[],
): Promise<void> {
  let waiting: Promise<unknown>[] = []
  for (const { message, index, repeat, tick } of arrivals) {
    const event = eventAt(companyId, messages[message] ?? [], message, index)
    waiting.push(facts.append(requestOf(companyId), repeat ? [event, laterCopy(event)] : [event]))
    if (!tick) continue
    await Promise.all(waiting)
    waiting = []
    await facts.foldChanges()
  }
  await Promise.all(waiting)
  await facts.foldChanges()
}

/** Order, repetition and the moments of ticks change nothing; tick by tick equals one rebuild. */
export function describeOrder(facts: () => Facts): void {
  describe('order and repetition', () => {
    test(
      'events in any order, repeated, folded tick by tick give the facts of one rebuild',
      async () => {
        await fc.assert(
          fc.asyncProperty(world, async ({ messages, arrivals }) => {
            const [incremental, rebuilt] = [randomUUID(), randomUUID()]
            await arrive(facts(), incremental, messages, arrivals)
            const straight = messages.flatMap((wishes, message) =>
              wishes.map((_, index) => eventAt(rebuilt, wishes, message, index)),
            )
            await facts().importEvents(straight)
            await facts().rebuild({ companyId: rebuilt })
            expect(withoutCompany(await factsByMessage(facts(), incremental))).toEqual(
              withoutCompany(await factsByMessage(facts(), rebuilt)),
            )
          }),
          { numRuns: runs },
        )
      },
      propertyTimeoutMs,
    )
  })
}
