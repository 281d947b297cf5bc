import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { systemClock } from '../../src/core/index.ts'
import { eventOf, sketch } from '../../src/facts/conformance/world.ts'
import { type Facts, openFacts, type UsagePass } from '../../src/facts/index.ts'
import { startCluster } from './start-cluster.ts'

/** A statement goes on in a server after its client is gone; its repetition must not count twice what both write. */
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const messageCount = 6
const companyId = randomUUID()
const enterUsage = fileURLToPath(new URL('enter-usage.fixture.ts', import.meta.url))

const cluster = await startCluster()
const url = `${cluster.url}/late`
const client = createClient({ url: cluster.url, database: 'late', log: { level: ClickHouseLogLevel.OFF } })
let facts: Facts
let shard = 0
let pass: UsagePass

beforeAll(async () => {
  facts = await openFacts({ url, clock: systemClock })
  await facts.migrate()
  shard = facts.usage.shardNumbers[0] ?? 0
  const versionId = randomUUID()
  await facts.putPriceVersion({
    versionId,
    rates: [{ rateKey: `${versionId}|sms||any`, price: '0.1', unit: 'segment' }],
  })
  const level = { payerId: companyId, versionId, currency: 'EUR', onDelivery: [] }
  await facts.putPricePlans([{ companyId, periods: [{ fromMs: 0, levels: [level] }], prefixLengths: [] }], 1n)
  await facts.importEvents(
    Array.from({ length: messageCount }, (_, n) => eventOf(companyId, `m${n}`, 0, sketch('sent', n))),
  )
  await facts.foldChanges()
  pass = { passId: randomUUID(), fromVersion: 0n, toVersion: await facts.usage.foldedVersion(shard) }
})
afterAll(async () => {
  await facts.close()
  await client.close()
  await cluster.stop()
})

async function rowsOf<Row>(query: string): Promise<readonly Row[]> {
  return await (await client.query({ query, format: 'JSONEachRow' })).json<Row>()
}

/** Statements of writers that the node has under way. */
async function underWay(): Promise<readonly string[]> {
  const rows = await rowsOf<{ query: string }>(
    `SELECT query FROM system.processes WHERE query_id LIKE 'tallybook-write-%'`,
  )
  return rows.map(({ query }) => query)
}

/** While it lasts, the notes that a pass reads come one by one: its statement takes seconds. */
async function whileNotesAreSlow(work: () => Promise<void>): Promise<void> {
  await client.command({ query: 'RENAME TABLE changed_charges TO changed_charges_kept' })
  await client.command({
    query: 'CREATE VIEW changed_charges AS SELECT * FROM changed_charges_kept WHERE sleepEachRow(0.4) = 0',
  })
  await work()
  await client.command({ query: 'DROP VIEW changed_charges' })
  await client.command({ query: 'RENAME TABLE changed_charges_kept TO changed_charges' })
}

let leftBehind = ''

test('a pass whose process was killed goes on in the server; repeated, it counts once', async () => {
  await whileNotesAreSlow(async () => {
    const child = spawn(process.execPath, [enterUsage, url, pass.passId, String(pass.toVersion)], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    const ended = once(child, 'exit')
    leftBehind = await vi.waitUntil(async () => (await underWay())[0], { timeout: 60_000, interval: 50 })
    child.kill('SIGKILL')
    await ended
    expect(await underWay()).toHaveLength(1)
  })
  expect(await rowsOf('SELECT 1 FROM usage_entries')).toHaveLength(0)
  facts.beginTurn()
  await facts.usage.enter(shard, pass)
  await vi.waitUntil(async () => (await underWay()).length === 0, { timeout: 60_000 })
  expect(await rowsOf('SELECT quantity FROM usage_entries')).toHaveLength(messageCount)
  expect(await facts.usage.totals(shard, pass)).toEqual([
    {
      payerId: companyId,
      currency: 'EUR',
      amountMicros: BigInt(messageCount) * 100_000n,
      charges: messageCount,
    },
  ])
})

test('a statement that the server takes up only after its repetition fails', async () => {
  expect(leftBehind).toContain('INSERT INTO usage_entries')
  await expect(client.command({ query: leftBehind })).rejects.toThrow('Another process writes facts now')
  expect(await rowsOf('SELECT quantity FROM usage_entries')).toHaveLength(messageCount)
})

test('before a pass takes everything up to a version, nothing that was cut off is under way any more', async () => {
  const late = `INSERT INTO usage_entries (company_id) SELECT generateUUIDv4() FROM numbers(100)
    WHERE sleepEachRow(1) = 0 SETTINGS max_block_size = 1`
  const sent = client.command({ query: late, query_id: 'tallybook-write-0-1' })
  const failed = expect(sent).rejects.toThrow()
  await vi.waitUntil(async () => (await underWay()).length === 1, { timeout: 60_000, interval: 50 })
  facts.beginTurn()
  await facts.usage.foldedVersion(shard)
  expect(await underWay()).toEqual([])
  await failed
  expect(await rowsOf('SELECT quantity FROM usage_entries')).toHaveLength(messageCount)
})

test('of two processes that believe to have the turn, the one that had it before is refused', async () => {
  const other = await openFacts({ url, clock: systemClock })
  await other.importEvents([eventOf(companyId, 'more', 0, sketch('sent', 0))])
  await other.foldChanges()
  await expect(facts.rebuild({ companyId })).rejects.toThrow('Another process writes facts now')
  await other.close()
})
