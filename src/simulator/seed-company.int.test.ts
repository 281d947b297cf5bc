import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../core/index.ts'
import { type Facts, openFacts } from '../facts/index.ts'
import { createIngest } from '../ingest/index.ts'
import { canonicalEventsOf } from './canonical-events-of.ts'
import { seedCompany } from './seed-company.ts'

const seeded = '0198c000-0000-7000-8000-00000000000a'
const posted = '0198c000-0000-7000-8000-00000000000b'
const toMs = Date.parse('2026-10-05T00:00:00+02:00')
const traffic = {
  seed: 11,
  messages: 3_000,
  fromMs: toMs - 10 * 86_400_000,
  toMs,
  timeZone: 'Europe/Berlin',
}

let directory: string
let facts: Facts
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tallybook-simulator-'))
  facts = await openFacts({ dataDir: directory, clock: systemClock })
  await facts.migrate()
})
afterAll(async () => {
  await facts.close()
  await rm(directory, { recursive: true, force: true })
})

/** How messages ended, and what they cost, by the attributes that pages break numbers down by. */
async function summaryOf(companyId: string): Promise<unknown[]> {
  const { rows } = await facts.forCompany(companyId).query({
    sql: (from) => `
      SELECT channel, status, country, network, kind, campaign, error_code, count() AS total,
        sum(segments) AS segments, toString(sum(cost)) AS cost, max(latency_ms) AS longest
      FROM ${from.messages} GROUP BY ALL ORDER BY ALL`,
  })
  return rows
}

test('a company is seeded with the messages asked for, and progress is told', async () => {
  const told: number[] = []
  const events = await seedCompany({
    facts,
    companyId: seeded,
    ...traffic,
    onProgress: (reachedMs) => void told.push(reachedMs),
  })
  expect(events).toBeGreaterThan(2 * traffic.messages)
  expect(told.at(-1)).toBeGreaterThan(traffic.toMs - 86_400_000)
  await facts.foldChanges()
  const { rows } = await facts.forCompany(seeded).query<{ total: string; statuses: string }>({
    sql: (from) =>
      `SELECT toString(count()) AS total, toString(uniqExact(status)) AS statuses FROM ${from.messages}`,
  })
  expect(Number(rows[0]?.total)).toBe(traffic.messages)
  expect(Number(rows[0]?.statuses)).toBeGreaterThan(5)
})

test('the same traffic posted to the API gives the same facts', async () => {
  let nowMs = 0
  const ingest = createIngest({ facts, clock: () => nowMs })
  let accepted = 0
  let sent = 0
  const post = async (events: readonly unknown[]): Promise<void> => {
    const answer = await ingest.acceptEvents({
      companyId: posted,
      contentType: 'application/json',
      body: Buffer.from(JSON.stringify(events)),
      request: { method: 'POST', path: '/api/v1/events', headers: {} },
    })
    if (!answer.ok) throw new Error(answer.failure.detail)
    expect(answer.value.refused).toEqual([])
    accepted += answer.value.accepted
    sent += events.length
  }
  let batch: unknown[] = []
  for (const { receivedAtMs, events } of canonicalEventsOf(traffic)) {
    nowMs = receivedAtMs
    batch.push(...events)
    if (batch.length < 1_000) continue
    await post(batch)
    batch = []
  }
  await post(batch)
  await facts.foldChanges()
  expect(accepted).toBe(sent)
  expect(await summaryOf(posted)).toEqual(await summaryOf(seeded))
})
