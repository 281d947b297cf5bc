import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { UsageGroup } from '../charges/invoiced-usage.ts'
import type { Facts } from '../facts.ts'
import { oneRate, type PlanSketch, pass, putPlan, sent, totalOf } from './charges-world.ts'
import { eventsOf, minuteMs, startMs } from './world.ts'

/** Months of this suite are hours. */
const monthMs = 60 * minuteMs
const monthStart = (month: number) => startMs + month * monthMs
const dearer: PlanSketch = { rates: [['sms', '', 'any', 'segment', '0.25']], from: 90 }

async function write(
  facts: Facts,
  company: string,
  ...messages: readonly (readonly [message: string, minute: number])[]
): Promise<void> {
  for (const [message, minute] of messages)
    await facts.importEvents(eventsOf(company, message, [sent(minute)]))
  await facts.foldChanges()
}

/** `0: 3 × 100000 per segment to any`: the month, and what is charged in it. */
function brief(groups: readonly UsageGroup[]): readonly string[] {
  return groups
    .map(({ monthStartMs, destination, unit, priceMicros, quantity }) => {
      const month = (monthStartMs - startMs) / monthMs
      return `${month}: ${quantity} × ${priceMicros} per ${unit} to ${destination}`
    })
    .toSorted()
}

function sum(groups: readonly UsageGroup[]): bigint {
  return groups.reduce((total, { amountMicros }) => total + amountMicros, 0n)
}

/** Which entries an invoice takes. */
export function describeInvoices(facts: () => Facts): void {
  describe('usage of invoices', () => {
    const companyId = randomUUID()
    const customerId = randomUUID()
    let through: ReadonlyMap<number, bigint> = new Map()
    let posted = 0n

    const post = async (): Promise<ReadonlyMap<number, bigint>> => {
      const done = await pass(facts(), through)
      posted += totalOf(done.totals, companyId)?.amountMicros ?? 0n
      through = new Map([...through, ...done.through])
      return through
    }
    /** The invoice of a month that is closed at some passes, after one that was closed at others. */
    const invoice = async (
      month: number,
      after: ReadonlyMap<number, bigint>,
      closed: ReadonlyMap<number, bigint>,
    ): Promise<readonly UsageGroup[]> => {
      const [first, ...others] = Array.from({ length: month + 1 }, (_, n) => monthStart(n))
      if (first === undefined) throw new Error('a month has a start')
      const asked = {
        payerId: companyId,
        monthStartsMs: [first, ...others] as const,
        endMs: monthStart(month + 1),
        afterPasses: after,
        throughPasses: closed,
      }
      return await facts().usage.invoiced({ companyIds: [companyId, customerId], invoices: [asked] })
    }

    beforeAll(async () => {
      await putPlan(facts(), companyId, [[oneRate], [dearer]])
      await putPlan(facts(), customerId, [[{ ...oneRate, payerId: companyId }]])
    })

    test('each takes its month and what came late for earlier ones, at the month of the message', async () => {
      await write(facts(), companyId, ['a', 1], ['b', 59], ['next', 61])
      await write(facts(), customerId, ['of a customer', 5])
      const first = await post()
      const ofFirst = await invoice(0, new Map(), first)
      expect(brief(ofFirst)).toEqual(['0: 3 × 100000 per segment to any'])
      await write(facts(), companyId, ['late', 2], ['dear', 100], ['after', 121])
      const second = await post()
      expect(brief(await invoice(0, new Map(), first))).toEqual(brief(ofFirst))
      const ofSecond = await invoice(1, first, second)
      expect(brief(ofSecond)).toEqual([
        '0: 1 × 100000 per segment to any',
        '1: 1 × 100000 per segment to any',
        '1: 1 × 250000 per segment to any',
      ])
      const third = await post()
      const ofThird = await invoice(2, second, third)
      expect(brief(ofThird)).toEqual(['2: 1 × 250000 per segment to any'])
      expect(sum(ofFirst) + sum(ofSecond) + sum(ofThird)).toBe(posted)
    })

    test('what was charged and taken back before the close is nothing; after it, a correction', async () => {
      const before = through
      await write(facts(), companyId, ['moved', 185])
      await post()
      await facts().importEvents(eventsOf(companyId, 'moved', [sent(130)]))
      await facts().foldChanges()
      const closed = await post()
      expect(brief(await invoice(3, before, closed))).toEqual(['2: 1 × 250000 per segment to any'])
    })

    test('amount is price times quantity in every group', async () => {
      for (const group of await invoice(5, new Map(), through))
        expect(group.amountMicros).toBe(group.priceMicros * group.quantity)
    })

    test('the first usage of a payer is that of its earliest message, whoever sent it', async () => {
      const first = await facts().usage.firstUsage()
      expect(first.get(companyId)).toBe(startMs + minuteMs)
      expect(first.get(customerId)).toBeUndefined()
    })

    test('nobody else’s entries are taken', async () => {
      const groups = await invoice(5, new Map(), through)
      expect(new Set(groups.map(({ payerId }) => payerId))).toEqual(new Set([companyId]))
      const nobody = {
        payerId: randomUUID(),
        monthStartsMs: [startMs] as const,
        endMs: monthStart(9),
        afterPasses: new Map(),
        throughPasses: through,
      }
      expect(await facts().usage.invoiced({ companyIds: [companyId], invoices: [nobody] })).toEqual([])
    })

    test('what a payer cannot be charged for is counted by its period, its own traffic and that of others', async () => {
      const [own, below, other] = [randomUUID(), randomUUID(), randomUUID()]
      const noRate: PlanSketch = { rates: [['viber', '', 'any', 'message', '1']] }
      await putPlan(facts(), own, [[noRate]])
      await putPlan(facts(), below, [
        [
          { ...noRate, payerId: own },
          { ...oneRate, payerId: other },
        ],
      ])
      await write(facts(), own, ['before', -1], ['first', 0], ['last', 59], ['after', 60])
      await write(facts(), below, ['of another', 30])
      const period = { fromMs: startMs, toMs: monthStart(1) }
      const asked = [own, other].map((payerId) => ({ payerId, ...period }))
      const unrated = await facts().usage.unratedPayers({ companyIds: [own, below], periods: asked })
      expect([...unrated]).toEqual([[own, 3]])
    })
  })
}
