import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestRecords } from '../../test/support/postgres.ts'
import type { Transaction } from '../contract/index.ts'
import { fromApiMoney, toApiMoney } from '../core/index.ts'
import { type Ledger, openLedger } from './index.ts'
import { euros, makeCompany, type TestCompany, valueOf } from './world.fixture.ts'

/** Around the end of summer time in Berlin: a day of 25 hours. */
const startMs = Date.UTC(2026, 9, 23, 18)
const zone = 'Europe/Berlin'
const period = { from: '2026-10-23T20:00:00Z', to: '2026-10-27T02:00:00Z' }
let nowMs = startMs
let records: Awaited<ReturnType<typeof openTestRecords>>
let ledger: Ledger
beforeAll(async () => {
  records = await openTestRecords()
  ledger = openLedger({ records, clock: () => nowMs })
})
afterAll(async () => {
  await ledger.close()
  await records.close()
})

let posted = 0

async function postUsage(company: TestCompany, amountMicros: bigint): Promise<void> {
  posted += 1
  const pass = await ledger.openUsagePass({ shard: `day-${posted}`, toVersion: 1n })
  if (!pass) throw new Error('no pass was opened')
  const { passId } = pass
  await ledger.markUsageEntered(pass)
  await ledger.postUsage({
    passId,
    totals: [{ payerId: company.id, currency: 'EUR', amountMicros, charges: 2 }],
  })
}

async function deposit(company: TestCompany, amount: string): Promise<void> {
  posted += 1
  valueOf(
    await ledger.createAdjustment(
      company.key,
      'deposit',
      { amount: euros(amount), reason: 'Transfer' },
      `d-${posted}`,
    ),
  )
}

const micros = (money: { amount: string; currency: string }) => valueOf(fromApiMoney(money)).amountMicros
const dayOf = (at: string) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(at))

/** The same lines from every single posting, oldest first, without a query that groups. */
function groupedByHand(oldestFirst: readonly Transaction[]): readonly Transaction[] {
  const lines: Transaction[] = []
  for (const transaction of oldestFirst) {
    const last = lines.at(-1)
    const joins =
      last?.kind === 'usage' && transaction.kind === 'usage' && dayOf(last.at) === dayOf(transaction.at)
    if (!joins) {
      lines.push(transaction)
      continue
    }
    const amountMicros = micros(last.amount) + micros(transaction.amount)
    const charges = (last.charges ?? 0) + (transaction.charges ?? 0)
    lines[lines.length - 1] = {
      ...transaction,
      amount: toApiMoney({ currency: 'EUR', amountMicros }),
      charges,
    }
  }
  return lines
}

const steps = fc.array(
  fc.record({
    waitMinutes: fc.integer({ min: 0, max: 600 }),
    isUsage: fc.boolean(),
    cents: fc.integer({ min: 1, max: 500 }),
  }),
  { minLength: 1, maxLength: 25 },
)

test('lines are those of a statement grouped by hand, page by page, and each balance follows from the one before', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 5 }), async (wished, limit) => {
      nowMs = startMs
      const company = await makeCompany(records)
      for (const { waitMinutes, isUsage, cents } of wished) {
        nowMs += waitMinutes * 60_000
        if (isUsage) await postUsage(company, BigInt(cents) * 10_000n)
        else await deposit(company, (cents / 100).toFixed(2))
      }
      const each = valueOf(await ledger.transactions(company.key, { ...period, limit: 500 }))
      const expected = groupedByHand(each.transactions.toReversed()).toReversed()

      const lines: Transaction[] = []
      let cursor: string | undefined
      do {
        const asked = { ...period, limit, usage: 'day' as const, time_zone: zone }
        const page = valueOf(
          await ledger.transactions(company.key, cursor === undefined ? asked : { ...asked, cursor }),
        )
        expect([page.count, page.opening, page.closing, page.total]).toEqual([
          expected.length,
          each.opening,
          each.closing,
          each.total,
        ])
        lines.push(...page.transactions)
        cursor = page.next_cursor ?? undefined
      } while (cursor !== undefined)
      expect(lines).toEqual(expected)

      let balance = micros(each.opening)
      for (const line of lines.toReversed()) {
        balance += micros(line.amount)
        expect(micros(line.balance_after)).toBe(balance)
      }
    }),
    { numRuns: 25 },
  )
})

test('only some kinds, and an unknown zone', async () => {
  nowMs = startMs
  const company = await makeCompany(records)
  nowMs += 3 * 3_600_000
  for (const cents of [1n, 2n, 3n]) await postUsage(company, cents * 10_000n)
  await deposit(company, '5')
  const asked = { ...period, limit: 50, usage: 'day' as const }
  const deposits = valueOf(await ledger.transactions(company.key, { ...asked, kind: 'deposit' }))
  expect(deposits).toMatchObject({ count: 1, transactions: [{ kind: 'deposit' }] })
  const usage = valueOf(await ledger.transactions(company.key, { ...asked, kind: 'usage' }))
  expect(usage).toMatchObject({ count: 1, transactions: [{ amount: euros('-0.06'), charges: 6 }] })
  expect(await ledger.transactions(company.key, { ...asked, time_zone: 'Mars/Base' })).toMatchObject({
    failure: { code: 'invalid_time_zone' },
  })
})
