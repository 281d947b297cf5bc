import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  addTestCompany,
  makeTestCompany,
  openTestCompanies,
  type TestCompanies,
} from '../../test/support/companies.ts'
import { eventOf, hourMs, minuteMs, sketch, startMs } from '../facts/conformance/world.ts'
import { connectEmbedded } from '../facts/connect/connect-embedded.ts'
import type { Topology } from '../facts/connect/topology.ts'
import { type Facts, openFacts, type PlanPeriod } from '../facts/index.ts'
import { type Ledger, openLedger } from '../ledger/index.ts'
import { UsagePoster } from './usage-poster.ts'
import { verifyBooks } from './verify-books.ts'

const presentMs = startMs + 600 * minuteMs
let nowMs = presentMs
const clock = () => nowMs
let facts: Facts
let store: Topology
let ledger: Ledger
let own: TestCompanies
let poster: UsagePoster
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tallybook-faults-'))
  facts = await openFacts({ clock, dataDir: join(folder, 'clickhouse') })
  await facts.migrate()
  store = await connectEmbedded(join(folder, 'clickhouse'))
  own = await openTestCompanies({ clock })
  await makeTestCompany(own.companies)
  ledger = openLedger({ records: own.records, clock })
  poster = new UsagePoster({
    usage: facts.usage,
    ledger,
    clock,
    onSetAside: (setAside) => expect(setAside).toEqual([]),
    onError: (error) => {
      throw error
    },
  })
})
afterAll(async () => {
  await ledger.close()
  await facts.close()
  await store.close()
  await own.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  nowMs = presentMs
})

/** Prices are put straight into the facts here. */
const rating = { bringUpToDate: () => Promise.resolve(), verifyRates: () => Promise.resolve([]) }

let plansPut = 0n

/** Puts in force a price for each period, from its start on; gives the company. */
async function priced(companyId: string, prices: readonly (readonly [fromMs: number, price: string])[]) {
  const periods: PlanPeriod[] = []
  for (const [fromMs, price] of prices) {
    const versionId = randomUUID()
    const rate = { rateKey: `${versionId}|sms||any`, price, unit: 'segment' } as const
    await facts.putPriceVersion({ versionId, rates: [rate] })
    const level = { payerId: companyId, versionId, currency: 'EUR', onDelivery: [] }
    periods.push({ fromMs, levels: [level] })
  }
  plansPut += 1n
  await facts.putPricePlans([{ companyId, periods, prefixLengths: [] }], plansPut)
}

async function sent(companyId: string, name: string, minute: number): Promise<void> {
  await facts.importEvents([eventOf(companyId, name, 0, sketch('sent', minute))])
}

/** What the pages say that it spent, and what the ledger took, in micro-units. */
async function spendAndUsage(companyId: string): Promise<readonly [bigint, bigint]> {
  const { rows } = await facts.forCompany(companyId).query<{ micros: string }>({
    sql: (from) => `SELECT toString(toInt64(sum(charge) * 1000000)) AS micros FROM ${from.messages}`,
  })
  const posted = await ledger.postedUsage()
  return [
    BigInt(rows[0]?.micros ?? 0),
    posted.find(({ payerId }) => payerId === companyId)?.amountMicros ?? 0n,
  ]
}

async function driftsOf(companyId: string): Promise<readonly string[]> {
  const drifts = await verifyBooks(
    { facts, ledger, rating, usagePoster: poster, invoicing: { verifyInvoices: () => Promise.resolve([]) } },
    { isFull: true },
  )
  return drifts.filter((drift) => drift.companyId === companyId).map(({ detail }) => detail)
}

/** Two messages at 0.1 each, posted; then the price becomes 0.3 and both are rated again. */
async function reratedCompany(): Promise<{ readonly companyId: string; readonly askedMs: number }> {
  const companyId = await addTestCompany(own.records, { name: 'Rated anew' })
  await priced(companyId, [[0, '0.1']])
  await sent(companyId, 'a', 0)
  await sent(companyId, 'b', 1)
  await facts.foldChanges()
  await poster.run()
  nowMs += minuteMs
  const askedMs = nowMs
  await priced(companyId, [[0, '0.3']])
  await facts.rerate({ companyId, fromMs: 0, toMs: null, writtenSinceMs: askedMs })
  return { companyId, askedMs }
}

/** As when a power cut takes what was written since then and not synced. */
async function lose(table: string, companyId: string, sinceMs: number): Promise<void> {
  await store.entry.run(
    'upkeep',
    `DELETE FROM ${table} WHERE company_id = {company:UUID} AND version >= {since:UInt64}`,
    {
      company: companyId,
      since: (BigInt(sinceMs) * 1_000n).toString(),
    },
  )
}

test.each([['messages'], ['changed_charges']])(
  'a rating whose rows in %s are lost is right again when it is repeated, and posted once',
  async (table) => {
    const { companyId, askedMs } = await reratedCompany()
    await lose(table, companyId, askedMs)
    // Whether a pass came before or not.
    await poster.run()
    await facts.rerate({ companyId, fromMs: 0, toMs: null, writtenSinceMs: askedMs })
    await poster.run()
    expect(await spendAndUsage(companyId)).toEqual([600_000n, 600_000n])
    expect(await driftsOf(companyId)).toEqual([])
  },
)

test('repeated with nothing lost, a rating changes nothing', async () => {
  const { companyId, askedMs } = await reratedCompany()
  await poster.run()
  await facts.rerate({ companyId, fromMs: 0, toMs: null, writtenSinceMs: askedMs })
  await poster.run()
  expect(await spendAndUsage(companyId)).toEqual([600_000n, 600_000n])
  expect(await driftsOf(companyId)).toEqual([])
})

test('a clock that is set back across a change of prices loses and doubles nothing', async () => {
  const companyId = await addTestCompany(own.records, { name: 'Back in time' })
  const changeMs = startMs + 30 * minuteMs
  await priced(companyId, [[0, '0.1']])
  await sent(companyId, 'early', 0)
  await sent(companyId, 'late', 40)
  await facts.foldChanges()
  await poster.run()
  const before = await spendAndUsage(companyId)

  nowMs = changeMs - 5 * hourMs
  await priced(companyId, [
    [0, '0.1'],
    [changeMs, '0.5'],
  ])
  await facts.rerate({ companyId, fromMs: 0, toMs: null, writtenSinceMs: nowMs })
  await sent(companyId, 'later', 50)
  await facts.foldChanges()
  await poster.run()
  expect([before, await spendAndUsage(companyId)]).toEqual([
    [200_000n, 200_000n],
    [1_100_000n, 1_100_000n],
  ])

  // And forward again.
  nowMs = presentMs
  await sent(companyId, 'latest', 60)
  await facts.foldChanges()
  await poster.run()
  expect(await spendAndUsage(companyId)).toEqual([1_600_000n, 1_600_000n])
  expect(await driftsOf(companyId)).toEqual([])
})

test('a copy of a price list that is not what the records say is named, and mended as the sentence says', async () => {
  const versionId = randomUUID()
  const rateOf = (destination: string, price: string) =>
    ({ rateKey: `${versionId}|sms||${destination}`, price, unit: 'segment' }) as const
  const rates = [rateOf('any', '0.1'), rateOf('DE', '0.070000')]
  await facts.putPriceVersion({ versionId, rates })
  expect(await facts.rateDrifts({ versionId, rates })).toEqual([])
  const node = 'embedded'
  // What the records say otherwise, and what they do not say at all.
  const others = [rateOf('any', '0.1'), rateOf('DE', '0.08'), rateOf('FR', '0.09')]
  expect(await facts.rateDrifts({ versionId, rates: others })).toEqual([
    { node, count: 2, example: `${versionId}|sms||DE` },
  ])
  expect(await facts.rateDrifts({ versionId, rates: rates.slice(0, 1) })).toEqual([
    { node, count: 1, example: '' },
  ])
  await store.entry.run('upkeep', 'ALTER TABLE rates DELETE WHERE startsWith(rate_key, {prefix:String})', {
    prefix: `${versionId}|`,
  })
  await facts.putPriceVersion({ versionId, rates: others })
  expect(await facts.rateDrifts({ versionId, rates: others })).toEqual([])
})
