import { describe, expect, test } from 'vitest'
import { createEventLogInMemory } from '../../../test/fixtures/event-log-in-memory.ts'
import { type ChatEvent, type ChatFacts, foldChat } from '../../chats/index.ts'
import { chatSteps } from '../../contract/index.ts'
import { createIngest } from '../../ingest/index.ts'
import { canonicalChatEventsOf } from './canonical-chat-events-of.ts'
import { deskChannels, deskGroups, deskOperators } from './desk.ts'
import { type ChatSimulationOptions, simulateChats } from './simulate-chats.ts'

const dayMs = 86_400_000
const fromMs = Date.parse('2026-09-07T00:00:00+02:00')
const toMs = Date.parse('2026-10-19T00:00:00+02:00')
const sixWeeks: ChatSimulationOptions = {
  companyId: '0198c000-0000-7000-8000-000000000000',
  seed: 42,
  chatsPerDay: 60,
  period: { fromMs, toMs },
  timeZone: 'Europe/Berlin',
  chatsSinceMs: fromMs,
}
const eventsOf = (options: Partial<ChatSimulationOptions> = {}): readonly ChatEvent[] =>
  [...simulateChats({ ...sixWeeks, ...options })].flat()
const foldAll = (events: readonly ChatEvent[]): readonly ChatFacts[] =>
  [...Map.groupBy(events, ({ chatKey }) => chatKey).values()].map((log) =>
    foldChat(log, { revision: 1, groups: new Map() }),
  )
const share = <T>(list: readonly T[], counts: (item: T) => boolean): number =>
  list.filter(counts).length / list.length
const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0

const events = eventsOf()
const chats = foldAll(events)

describe('simulated chats', () => {
  test('are the same for the same seed, however they are cut into batches, and others for another seed', () => {
    const period = { fromMs, toMs: fromMs + 7 * dayMs }
    expect(eventsOf({ period })).toEqual(eventsOf({ period, batchSize: 7 }))
    const others = new Set(eventsOf({ period, seed: 43 }).map(({ chatKey }) => chatKey))
    expect(eventsOf({ period }).filter(({ chatKey }) => others.has(chatKey))).toEqual([])
  })

  test('of a period are those of its parts, wherever it is cut', () => {
    const endMs = fromMs + 8 * dayMs
    const whole = eventsOf({ period: { fromMs, toMs: endMs } })
    for (const hours of [1, 33.7, 100]) {
      const cutMs = fromMs + hours * 3_600_000
      const before = eventsOf({ period: { fromMs, toMs: cutMs } })
      const after = eventsOf({ period: { fromMs: cutMs, toMs: endMs } })
      expect([...before, ...after]).toEqual(whole)
    }
  })

  test('come in order of receipt, within the period, nothing before it happened', () => {
    const receipts = events.map(({ receivedAtMs }) => receivedAtMs)
    expect(receipts).toEqual(receipts.toSorted((a, b) => a - b))
    expect(receipts[0]).toBeGreaterThanOrEqual(fromMs)
    expect(receipts.at(-1)).toBeLessThan(toMs)
    expect(events.filter(({ receivedAtMs, timeMs }) => receivedAtMs < timeMs)).toEqual([])
  })

  test('are about as many as asked for, and a sound log each', () => {
    expect(chats.length / (60 * 42)).toBeGreaterThan(0.85)
    expect(chats.length / (60 * 42)).toBeLessThan(1.25)
    expect(chats.filter(({ flags }) => flags.length > 0)).toEqual([])
  })

  test('follow the day and the week of the zone', () => {
    for (const timeZone of ['Europe/Berlin', 'Asia/Kathmandu', 'America/New_York']) {
      const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', weekday: 'short' })
      const opened = eventsOf({ timeZone }).filter(({ step }) => step === 'opened')
      const walls = opened.map(({ timeMs }) => format.format(timeMs))
      expect(share(walls, (wall) => /\D0[0-5]$/.test(wall))).toBeLessThan(0.05)
      expect(share(walls, (wall) => /\D(09|1[0-8])$/.test(wall))).toBeGreaterThan(0.6)
      const sunday = share(walls, (wall) => wall.startsWith('Sun'))
      expect(sunday).toBeLessThan(0.8 * share(walls, (wall) => wall.startsWith('Tue')))
    }
  })

  test('use every chat, group, operator and step, and end in every way', () => {
    const ids = (field: 'channelId' | 'groupId' | 'operatorId' | 'step' | 'by' | 'author') =>
      new Set(events.map((event) => event[field]).filter((value) => value !== ''))
    expect(ids('channelId')).toEqual(new Set(deskChannels.map(({ id }) => id)))
    expect(ids('groupId')).toEqual(new Set(deskGroups.map(({ id }) => id)))
    expect(ids('operatorId')).toEqual(new Set(deskOperators.map(({ id }) => id)))
    expect(ids('step')).toEqual(new Set(chatSteps))
    expect(ids('by')).toEqual(new Set(['operator', 'bot', 'customer', 'timeout']))
    expect(ids('author')).toEqual(new Set(['customer', 'operator', 'bot', 'system']))
    expect(new Set(chats.map(({ contact }) => contact)).size).toBe(4)
    expect(chats.some(({ openedBy }) => openedBy === 'company')).toBe(true)
    expect(chats.some(({ customerMessages }) => customerMessages === 0)).toBe(true)
    expect(chats.some(({ privateMessages }) => privateMessages > 0)).toBe(true)
  })

  test('are contained by the bot in part, answered soon mostly, reopened now and then, some never answered', () => {
    const botFirst = chats.filter(({ botRepliedAtMs }) => botRepliedAtMs !== null)
    expect(share(botFirst, ({ contact }) => contact === 'bot_only')).toBeGreaterThan(0.3)
    expect(share(botFirst, ({ contact }) => contact === 'bot_only')).toBeLessThan(0.6)
    const waits = chats.flatMap(({ firstResponse: { ms } }) => (ms === null ? [] : [ms]))
    expect(median(waits)).toBeGreaterThan(20_000)
    expect(median(waits)).toBeLessThan(180_000)
    expect(share(waits, (ms) => ms > 600_000)).toBeGreaterThan(0.05)
    expect(share(chats, ({ cycles }) => cycles.length > 1)).toBeGreaterThan(0.02)
    expect(
      share(chats, ({ repliedAtMs, contact }) => repliedAtMs === null && contact === 'nobody'),
    ).toBeGreaterThan(0.01)
  })

  test('are handed on between operators and groups, and operators have several at once', () => {
    expect(
      share(chats, ({ stints }) => new Set(stints.map(({ groupId }) => groupId).filter(Boolean)).size > 1),
    ).toBeGreaterThan(0.01)
    expect(share(chats, ({ handlings }) => handlings.length > 1)).toBeGreaterThan(0.03)
    const stints = chats.flatMap((chat) => chat.stints.filter(({ operatorId }) => operatorId === 'support-1'))
    const overlap = stints.some((one) =>
      stints.some((other) => other !== one && other.fromMs > one.fromMs && other.fromMs < (one.toMs ?? toMs)),
    )
    expect(overlap).toBe(true)
  })

  test('are of many customers who come once and a few who come again and again', () => {
    const visits = [...Map.groupBy(chats, ({ customerId }) => customerId).values()].map(
      ({ length }) => length,
    )
    expect(share(visits, (count) => count === 1)).toBeGreaterThan(0.7)
    expect(Math.max(...visits)).toBeGreaterThan(5)
  })

  test('are rated by some of those who are asked, mostly well', () => {
    const surveys = chats.flatMap((chat) => chat.surveys)
    const scores = surveys.flatMap(({ score }) => (score === null ? [] : [score]))
    expect(scores.length / surveys.length).toBeGreaterThan(0.15)
    expect(scores.length / surveys.length).toBeLessThan(0.5)
    expect(share(scores, (score) => score >= 4)).toBeGreaterThan(0.6)
    expect(new Set(scores)).toEqual(new Set([1, 2, 3, 4, 5]))
  })

  test('have bad days: many more of them, and slower answers', () => {
    const days = Map.groupBy(chats, ({ openedAtMs }) => Math.floor((openedAtMs - fromMs) / dayMs))
    const usual = median([...days.values()].map(({ length }) => length))
    const bad = [...days.values()].filter(({ length }) => length > 1.5 * usual)
    expect(bad.length).toBeGreaterThanOrEqual(1)
    expect(bad.length).toBeLessThanOrEqual(3)
    const first = (list: readonly ChatFacts[]) =>
      median(list.flatMap(({ firstResponse: { ms } }) => (ms === null ? [] : [ms])))
    for (const chatsOfDay of bad) expect(first(chatsOfDay)).toBeGreaterThan(1.5 * first(chats))
  })

  test('posted to the API become the very rows that seeding writes', async () => {
    const period = { fromMs, toMs: fromMs + 3 * dayMs }
    const log = createEventLogInMemory()
    let nowMs = 0
    const ingest = createIngest({ facts: log, clock: () => nowMs })
    for (const batch of canonicalChatEventsOf({ ...sixWeeks, period })) {
      nowMs = batch.receivedAtMs
      const answer = await ingest.acceptEvents({
        companyId: sixWeeks.companyId,
        contentType: 'application/json',
        body: Buffer.from(JSON.stringify(batch.events)),
        request: { method: 'POST', path: '/api/v1/events', headers: {} },
      })
      expect(answer).toMatchObject({ ok: true, value: { refused: [] } })
    }
    // Which request an event came in, and when to the millisecond, is the way in and not the event.
    const withoutReceipt = (list: readonly ChatEvent[]) =>
      list.map(({ receivedAtMs: _at, requestId: _id, requestIndex: _index, ...event }) => event)
    expect(withoutReceipt(log.chatEvents)).toEqual(withoutReceipt(eventsOf({ period })))
  })
})
