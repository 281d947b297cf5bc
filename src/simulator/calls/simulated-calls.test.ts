import { describe, expect, test } from 'vitest'
import { createEventLogInMemory } from '../../../test/fixtures/event-log-in-memory.ts'
import type { CallEvent } from '../../facts/index.ts'
import { createIngest } from '../../ingest/index.ts'
import { canonicalCallEventsOf } from './canonical-call-events-of.ts'
import { seedCalls } from './seed-calls.ts'
import { type CallTrafficOptions, callsOnBusyDay, simulatedCalls } from './simulated-calls.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const fromMs = Date.parse('2026-09-07T00:00:00+02:00')
const week: CallTrafficOptions = {
  seed: 4,
  callsPerDay: 120,
  period: { fromMs, toMs: fromMs + 7 * dayMs },
  timeZone: 'Europe/Berlin',
}
const calls = [...simulatedCalls(week)]

describe('simulated calls', () => {
  test('of a period are those of its parts, wherever it is cut, and others for another seed', () => {
    for (const hours of [1, 33.7, 100]) {
      const cutMs = fromMs + hours * hourMs
      const before = [...simulatedCalls({ ...week, period: { fromMs, toMs: cutMs } })]
      const after = [...simulatedCalls({ ...week, period: { ...week.period, fromMs: cutMs } })]
      expect([...before, ...after]).toEqual(calls)
    }
    const others = new Set([...simulatedCalls({ ...week, seed: 5 })].map(({ id }) => id))
    expect(calls.filter(({ id }) => others.has(id))).toEqual([])
  })

  test('come in order of receipt, once they are over, within the period, each by a name of its own', () => {
    const receipts = calls.map(({ receivedAtMs }) => receivedAtMs)
    expect(receipts).toEqual(receipts.toSorted((a, b) => a - b))
    expect(calls.every((call) => call.receivedAtMs > call.endedAtMs)).toBe(true)
    expect(receipts.every((ms) => ms >= fromMs && ms < week.period.toMs)).toBe(true)
    expect(new Set(calls.map(({ id }) => id)).size).toBe(calls.length)
  })

  test('have the rhythm of a company: busy by day, a machine at night, and most are answered', () => {
    expect(calls.length).toBeGreaterThan(400)
    expect(calls.length).toBeLessThan(900)
    const hourOf = (ms: number) => new Date(ms + 2 * hourMs).getUTCHours()
    const byDay = calls.filter(({ startedAtMs }) => hourOf(startedAtMs) >= 8 && hourOf(startedAtMs) < 20)
    expect(byDay.length / calls.length).toBeGreaterThan(0.7)
    const answered = byDay.filter(({ result }) => result === 'answered')
    expect(answered.length / byDay.length).toBeGreaterThan(0.6)
    expect(calls.some(({ result }) => result === 'voicemail')).toBe(true)
  })

  test('are about as many as the days of a week have on average, where they are asked for so', () => {
    const asked = [...simulatedCalls({ ...week, callsPerDay: callsOnBusyDay(1_000) })].length
    expect(asked / 7_000).toBeGreaterThan(0.9)
    expect(asked / 7_000).toBeLessThan(1.1)
  })

  test('posted to the API they are all taken, and are the very calls that are seeded', async () => {
    const log = createEventLogInMemory()
    const items = [...canonicalCallEventsOf({ ...week, currency: 'EUR' })].flatMap(({ events }) => events)
    const answer = await createIngest({ facts: log, clock: () => week.period.toMs }).acceptEvents({
      companyId: '22222222-2222-4222-8222-222222222222',
      contentType: 'application/json',
      body: new TextEncoder().encode(JSON.stringify(items)),
      request: { method: 'POST', path: '/api/v1/events', headers: {} },
    })
    expect(answer).toEqual({ ok: true, value: { accepted: calls.length, refused: [] } })
    const seeded: CallEvent[] = []
    const facts = { importCallEvents: async (events: readonly CallEvent[]) => void seeded.push(...events) }
    await seedCalls({ ...week, facts, companyId: '22222222-2222-4222-8222-222222222222', currency: 'EUR' })
    const told = (event: CallEvent) => ({ ...event, requestId: '', requestIndex: 0, receivedAtMs: 0 })
    expect(log.callEvents.map(told)).toEqual(seeded.map(told))
  })
})
