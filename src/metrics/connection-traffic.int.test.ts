import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMetrics } from './create-metrics.ts'
import { event, openTestFacts, type TestFacts } from './facts.fixture.ts'

const busy = '0199a000-0000-7000-8000-00000000000a'
const unsure = '0199a000-0000-7000-8000-00000000000b'
const nowMs = Date.parse('2026-09-01T12:00:00Z')
let world: TestFacts

beforeAll(async () => {
  world = await openTestFacts('2026-09-01T12:00:00Z')
})
afterAll(() => world.close())

const received = (connectionId: string, messageId: string, lagMs: number, agoMs: number) =>
  event({
    messageId,
    step: 'sent',
    time: new Date(nowMs - agoMs - lagMs).toISOString(),
    receivedAtMs: nowMs - agoMs,
    connectionId,
  })

test('events and the median lag of the last hour by connection; repeats and times of receipt count as they should', async () => {
  await world.record([
    received(busy, 'm1', 1_000, 60_000),
    received(busy, 'm1', 31_000, 30_000),
    received(busy, 'm2', 3_000, 3_500_000),
    received(busy, 'm3', 60_000, 5_000),
    received(busy, 'm4', 9_000, 3_600_000),
    { ...received(unsure, 'm5', 0, 1_000), timeSource: 'receipt' },
  ])
  const { connectionTraffic } = createMetrics(world)
  expect(await connectionTraffic(world.company)).toEqual([
    { connectionId: busy, events: 3, lagMs: 3_000, requests: 0, repeats: 0 },
    { connectionId: unsure, events: 1, lagMs: null, requests: 0, repeats: 0 },
  ])
  expect(await connectionTraffic({ ...world.company, id: '0199a000-0000-7000-8000-000000000009' })).toEqual(
    [],
  )
})
