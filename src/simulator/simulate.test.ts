import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'
import { messageSteps, negativeSteps } from '../contract/index.ts'
import type { MessageEvent } from '../facts/index.ts'
import { type SimulationOptions, simulate } from './simulate.ts'

const dayMs = 86_400_000
const twilio = { id: '0198c000-0000-7000-8000-000000000001', provider: 'twilio' } as const
const meta = { id: '0198c000-0000-7000-8000-000000000002', provider: 'meta-whatsapp' } as const
const fourWeeks: SimulationOptions = {
  companyId: '0198c000-0000-7000-8000-000000000000',
  seed: 42,
  messages: 20_000,
  fromMs: Date.parse('2026-09-07T00:00:00+02:00'),
  toMs: Date.parse('2026-10-05T00:00:00+02:00'),
  timeZone: 'Europe/Berlin',
}

const eventsOf = (options: Partial<SimulationOptions> = {}): MessageEvent[] =>
  [...simulate({ ...fourWeeks, ...options })].flat()
const share = <T>(list: readonly T[], counts: (item: T) => boolean): number =>
  list.filter(counts).length / list.length

const isNegative = (event: MessageEvent): boolean => (negativeSteps as readonly string[]).includes(event.step)

/** The first event of each message. */
function firstEvents(events: readonly MessageEvent[]): MessageEvent[] {
  const first = new Map<string, MessageEvent>()
  for (const event of events) {
    const known = first.get(event.messageKey)
    if (!known || event.timeMs < known.timeMs) first.set(event.messageKey, event)
  }
  return [...first.values()]
}

const events = eventsOf()
const created = firstEvents(events)

describe('simulated traffic', () => {
  test('is the same for the same seed, however it is cut into batches, and another for another seed', () => {
    const small = { messages: 2_000 }
    expect(eventsOf(small)).toEqual(eventsOf({ ...small, batchSize: 7 }))
    expect(eventsOf(small)).not.toEqual(eventsOf({ ...small, seed: 43 }))
  })

  test('of another day has other messages and events, though the seed is the same', () => {
    const namesOf = (fromMs: number) =>
      eventsOf({ messages: 500, fromMs, toMs: fromMs + dayMs }).flatMap((event) => [
        event.messageKey,
        event.eventKey,
        event.messageId,
      ])
    const today = new Set(namesOf(fourWeeks.fromMs))
    expect(namesOf(fourWeeks.fromMs + dayMs).filter((name) => today.has(name))).toEqual([])
  })

  test('makes exactly the messages asked for, also in a short period', () => {
    expect(created).toHaveLength(20_000)
    for (const lengthMs of [dayMs, 3_600_000, 90_000, 1])
      expect(firstEvents(eventsOf({ messages: 500, toMs: fourWeeks.fromMs + lengthMs }))).toHaveLength(500)
  })

  test('comes in order of receipt, within the period, nothing before it happened', () => {
    const receipts = events.map((event) => event.receivedAtMs)
    expect(receipts).toEqual(receipts.toSorted((a, b) => a - b))
    expect(receipts.at(-1)).toBeLessThan(fourWeeks.toMs)
    expect(events.filter((event) => event.timeMs < fourWeeks.fromMs)).toEqual([])
    const early = events.filter((event) => event.receivedAtMs < event.timeMs && event.step !== 'accepted')
    expect(early).toEqual([])
  })

  test('follows the day and the week of the zone', () => {
    for (const timeZone of ['Europe/Berlin', 'Asia/Almaty', 'America/New_York']) {
      const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', weekday: 'short' })
      const walls = firstEvents(eventsOf({ timeZone })).map((event) => format.format(event.timeMs))
      expect(share(walls, (wall) => /\D0[0-5]$/.test(wall))).toBeLessThan(0.04)
      expect(share(walls, (wall) => /\D(09|1[0-8])$/.test(wall))).toBeGreaterThan(0.6)
      const sunday = share(walls, (wall) => wall.startsWith('Sun'))
      expect(sunday).toBeLessThan(0.7 * share(walls, (wall) => wall.startsWith('Tue')))
    }
  })

  test('has campaigns that burst, and service messages around them', () => {
    const advertising = created.filter((event) => event.kind === 'advertising')
    expect(advertising.length / created.length).toBeGreaterThan(0.25)
    expect(advertising.length / created.length).toBeLessThan(0.5)
    expect(advertising.every((event) => event.campaign !== '')).toBe(true)
    const hours = new Map<number, number>()
    for (const event of created) {
      const hour = Math.floor(event.timeMs / 3_600_000)
      hours.set(hour, (hours.get(hour) ?? 0) + 1)
    }
    expect(Math.max(...hours.values())).toBeGreaterThan((5 * created.length) / (28 * 24))
  })

  test('uses every channel, and ends messages in every way', () => {
    for (const channel of ['sms', 'viber', 'whatsapp', 'email', 'push'])
      expect(share(created, (event) => event.channel === channel)).toBeGreaterThan(0.03)
    const told = new Set(events.map((event) => event.step))
    expect(messageSteps.filter((step) => !told.has(step))).toEqual(['unconfirmed', 'noted'])
    expect(events.some((event) => event.machine && event.step === 'read')).toBe(true)
    expect(events.some((event) => event.part > 1)).toBe(true)
  })

  test('says nothing that ingestion would refuse', () => {
    const refused = events.filter(
      (event) =>
        (event.errorCode !== '' && !isNegative(event)) ||
        event.part > event.parts ||
        !/^(\d{3}-\d{2,3})?$/.test(event.network) ||
        (event.costMicros !== null && event.costMicros <= 0n) ||
        (event.costMicros === null) !== (event.costCurrency === ''),
    )
    expect(refused).toEqual([])
    for (const event of created.slice(0, 1_000)) {
      if (event.channel === 'email' || event.channel === 'push') continue
      const number = parsePhoneNumberFromString(event.recipient)
      expect(number?.isValid(), event.recipient).toBe(true)
      expect(number?.country).toBe(event.numberCountry)
    }
  })

  test('is told with loss, repetition and disorder', () => {
    const byKey = Map.groupBy(events, (event) => event.eventKey)
    const repeated = [...byKey.values()].filter((list) => list.length > 1)
    expect(repeated.length / byKey.size).toBeGreaterThan(0.008)
    for (const [first, again] of repeated)
      expect({ ...again, receivedAtMs: 0 }).toEqual({ ...first, receivedAtMs: 0 })
    const overtaken = events.filter((event, index) => (events[index + 1]?.timeMs ?? Infinity) < event.timeMs)
    expect(overtaken.length).toBeGreaterThan(100)
    expect(events.some((event) => event.receivedAtMs - event.timeMs > 3_600_000)).toBe(true)
  })

  test('comes by its connections as their providers would tell it', () => {
    const connected = eventsOf({ messages: 5_000, connections: [twilio, meta] })
    const of = (id: string): MessageEvent[] => connected.filter((event) => event.connectionId === id)
    expect(share(of(twilio.id), (event) => event.timeSource === 'receipt')).toBe(1)
    expect(share(of(twilio.id), (event) => event.channel === 'sms' && event.campaign === '')).toBe(1)
    expect(share(of(meta.id), (event) => event.timeMs % 1000 === 0 && event.channel === 'whatsapp')).toBe(1)
    expect(firstEvents(connected)).toHaveLength(5_000)
  })
})
