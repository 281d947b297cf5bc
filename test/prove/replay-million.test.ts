import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { systemClock, uuidV7 } from '../../src/core/index.ts'
import { apiConnectionId, openFacts, type RawRequest, type ReadEvents } from '../../src/facts/index.ts'
import { createArchiveReader, providerAdapters } from '../../src/ingest/index.ts'

const events = 1_000_000
const eventsPerRequest = 500
/** What is held above an idle process while a million events are read again. */
const maxAboveIdleBytes = 768 * 1024 * 1024

const dataDir = await mkdtemp(join(tmpdir(), 'tallybook-million-'))
const facts = await openFacts({ dataDir, clock: systemClock })
await facts.migrate()
afterAll(async () => {
  await facts.close()
  await rm(dataDir, { recursive: true, force: true })
})

const connectionId = randomUUID()
const read = createArchiveReader({
  adapters: providerAdapters,
  connectionOf: async (provider, id) => ({
    id,
    companyId: reading.companyId,
    provider,
    settings: {},
    paused: false,
  }),
})
const reading = { companyId: '' }

const startMs = Date.UTC(2026, 8, 1)
const steps = ['processed', 'delivered', 'open', 'click'] as const

/** Every second request is a batch of SendGrid, the others are of the API; some events come twice. */
function requestAt(companyId: string, index: number): RawRequest {
  const receivedAtMs = startMs + index * 1_000
  const places = Array.from({ length: eventsPerRequest }, (_, place) => index * eventsPerRequest + place)
  const isApi = index % 2 === 0
  const body = places.map((place) => {
    // One in fifty repeats one of a request before.
    const number = place % 50 === 7 && place > 10_000 ? place - 10_000 : place
    return isApi ? canonical(number) : ofSendGrid(number)
  })
  return {
    companyId,
    requestId: uuidV7(receivedAtMs),
    connectionId: isApi ? apiConnectionId : connectionId,
    provider: isApi ? 'api' : 'sendgrid',
    receivedAtMs,
    method: 'POST',
    path: isApi ? '/api/v1/events' : `/hooks/sendgrid/${connectionId}`,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  }
}

function canonical(number: number) {
  const type = ['message.accepted', 'message.sent', 'message.delivered'][number % 3]
  const time = new Date(startMs - 60_000 + (number % 86_400) * 1_000).toISOString()
  const data = {
    message_id: `m-${Math.floor(number / 3)}`,
    channel: 'email',
    recipient: `p${number % 9_999}@example.com`,
  }
  return { specversion: '1.0', id: `e-${number}`, source: 'crm', type, time, data }
}

function ofSendGrid(number: number) {
  const message = Math.floor(number / 4)
  return {
    email: `p${message % 50_000}@example.com`,
    timestamp: Math.floor(startMs / 1_000) + (message % 86_400),
    event: steps[number % 4],
    sg_event_id: `s-${number}`,
    sg_message_id: `${message}.filter`,
  }
}

/** An adapter of before: it knew fewer events, gave some another sender, and made some that are none. */
function asBefore({ events: given, chatEvents }: ReadEvents): ReadEvents {
  return {
    chatEvents,
    callEvents: [],
    events: given
      .filter((_, place) => place % 97 !== 3)
      .map((event, place) => {
        if (place % 89 === 5) return { ...event, sender: 'misread' }
        return place % 101 === 9 ? { ...event, eventKey: event.messageKey, step: 'failed' as const } : event
      }),
  }
}

async function fill(companyId: string, isToday: boolean): Promise<void> {
  reading.companyId = companyId
  for (let index = 0; index < events / eventsPerRequest; index += 20) {
    const appended = []
    for (let place = index; place < index + 20; place += 1) {
      const request = requestAt(companyId, place)
      const given = (await read(request)) ?? { events: [], chatEvents: [], callEvents: [] }
      const { events: rows } = isToday ? given : asBefore(given)
      appended.push(facts.append(request, rows))
    }
    for (const answer of await Promise.all(appended)) expect(answer.ok).toBe(true)
  }
  await facts.foldChanges()
}

/** Count and sums of hashes of all rows: equal where every row is. */
async function digestOf(companyId: string) {
  const company = facts.forCompany(companyId)
  const digest = async (table: 'messageLog' | 'messages', apart: string) => {
    const { rows } = await company.query<{ n: number; sum: string; both: number }>({
      sql: (
        from,
      ) => `SELECT count() AS n, toString(sum(toUInt128(hash))) AS sum, groupBitXor(hash) AS both FROM (
        SELECT sipHash64(toString(tuple(*))) AS hash FROM (SELECT * EXCEPT (${apart}) FROM ${from[table]}))`,
    })
    return rows[0]
  }
  return {
    log: await digest('messageLog', 'company_id, batch_id, precedence, request_id'),
    facts: await digest('messages', 'company_id, version'),
  }
}

test('a million archived events, read again after an adapter was mended, are row for row those of a first ingestion', async () => {
  const [replayed, first] = [randomUUID(), randomUUID()]
  await fill(first, true)
  await fill(replayed, false)
  const expected = await digestOf(first)
  expect(expected.log?.n).toBeGreaterThan(events * 0.95)
  expect(await digestOf(replayed)).not.toEqual(expected)

  reading.companyId = replayed
  const idleBytes = process.memoryUsage.rss()
  let peakBytes = idleBytes
  const startedMs = performance.now()
  const replay = async () => {
    await facts.replays.ask({ companyId: replayed, connectionIds: [], fromMs: 0, askedBy: 'a proof' })
    const [ended] = await facts.replays.carryOut({
      read,
      onProgress: () => {
        peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
      },
    })
    return ended
  }
  const ended = await replay()
  const tookMs = performance.now() - startedMs
  expect(ended).toMatchObject({ state: 'done', requests: events / eventsPerRequest, events })
  await facts.foldChanges()
  expect(await digestOf(replayed)).toEqual(expected)
  console.info(
    `${events} events read again in ${Math.round(tookMs / 1_000)} s, ${Math.round((peakBytes - idleBytes) / 2 ** 20)} MiB above idle: ${ended?.added} added, ${ended?.removed} removed`,
  )
  expect(peakBytes - idleBytes).toBeLessThan(maxAboveIdleBytes)
  expect(await replay()).toMatchObject({ state: 'done', added: 0, removed: 0 })
}, 1_200_000)
