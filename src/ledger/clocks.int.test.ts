import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestRecords } from '../../test/support/postgres.ts'
import { fromApiMoney, toApiMoney } from '../core/index.ts'
import { type Ledger, openLedger } from './index.ts'
import { makeCompany, valueOf } from './world.fixture.ts'

const startMs = Date.UTC(2026, 8, 1, 10)
/** Two processes, each with a clock of its own. */
const clocks = [startMs, startMs]
let records: Awaited<ReturnType<typeof openTestRecords>>
let ledgers: readonly Ledger[]
beforeAll(async () => {
  records = await openTestRecords()
  ledgers = clocks.map((_, which) => openLedger({ records, clock: () => clocks[which] ?? startMs }))
})
afterAll(async () => {
  for (const ledger of ledgers) await ledger.close()
  await records.close()
})

const microsOf = (money: { amount: string; currency: string }): bigint =>
  valueOf(fromApiMoney(money)).amountMicros

const entries = fc.array(
  fc.record({
    by: fc.constantFrom(0, 1),
    /** The clock jumps, forward or back, before the entry. */
    jumpMs: fc.integer({ min: -7_200_000, max: 7_200_000 }),
    micros: fc.bigInt(-5_000_000n, 5_000_000n).filter((micros) => micros !== 0n),
  }),
  { minLength: 2, maxLength: 15 },
)

test('whatever the clocks of the processes do, times follow the order of posting and every period adds up', async () => {
  await fc.assert(
    fc.asyncProperty(entries, async (posted) => {
      clocks.fill(startMs)
      const company = await makeCompany(records)
      for (const [index, { by, jumpMs, micros }] of posted.entries()) {
        clocks[by] = (clocks[by] ?? startMs) + jumpMs
        const amount = toApiMoney({ currency: 'EUR', amountMicros: micros })
        const body = { amount, reason: `entry ${index}` }
        valueOf(
          (await ledgers[by]?.createAdjustment(company.key, 'correction', body, `k-${index}`)) ?? nothing,
        )
      }
      const read = async (from: string, to: string) => {
        const [ledger] = ledgers
        return valueOf((await ledger?.transactions(company.key, { from, to, limit: 500 })) ?? nothing)
      }
      const all = await read('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z')
      const inOrder = all.transactions.toReversed()
      expect(inOrder.map(({ base }) => base)).toEqual(posted.map((_, index) => `entry ${index}`))
      expect(inOrder.map(({ at }) => at)).toEqual(inOrder.map(({ at }) => at).toSorted())
      let running = 0n
      for (const { amount, balance_after } of inOrder) {
        running += microsOf(amount)
        expect(microsOf(balance_after)).toBe(running)
      }
      // Every moment at which an entry stands is a bound that a period may have.
      for (const bound of new Set(inOrder.map(({ at }) => at))) {
        const [before, after] = [
          await read('2026-01-01T00:00:00Z', bound),
          await read(bound, '2027-01-01T00:00:00Z'),
        ]
        expect(before.count + after.count).toBe(posted.length)
        for (const { opening, total, closing } of [before, after])
          expect(microsOf(opening) + microsOf(total)).toBe(microsOf(closing))
        expect(before.closing).toEqual(after.opening)
      }
      expect(microsOf(all.closing)).toBe(running)
    }),
    { numRuns: 25 },
  )
})

const nothing = { ok: false, failure: { code: 'none', detail: 'There is no such ledger.' } } as const
