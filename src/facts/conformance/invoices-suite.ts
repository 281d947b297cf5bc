import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ChargePlace, InvoicedCharge, InvoicedLine } from '../charges/invoiced-charges.ts'
import type { InvoicedUsage, UsageGroup } from '../charges/invoiced-usage.ts'
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

function sum(groups: readonly { readonly amountMicros: bigint }[]): bigint {
  return groups.reduce((total, { amountMicros }) => total + amountMicros, 0n)
}

/** The line of an invoice that stands for a group. */
function lineOf(group: UsageGroup, { monthStartsMs, endMs }: InvoicedUsage): InvoicedLine {
  const month = monthStartsMs.indexOf(group.monthStartMs)
  const { channel, kind, destination, unit, priceMicros } = group
  const period = { fromMs: month === 0 ? null : group.monthStartMs, toMs: monthStartsMs[month + 1] ?? endMs }
  return { ...period, channel, kind, destination, unit, priceMicros }
}

/** Of the messages and their companies, in any order. */
function namesOf(charges: readonly InvoicedCharge[]): readonly string[] {
  return charges.map(({ messageId, companyId }) => `${messageId} ${companyId}`).toSorted()
}

/** Which entries an invoice takes. */
export function describeInvoices(facts: () => Facts): void {
  describe('usage of invoices', () => {
    const companyId = randomUUID()
    const customerId = randomUUID()
    let through: ReadonlyMap<number, bigint> = new Map()
    let posted = 0n
    /** The passes at which the months were closed, in their order. */
    const closes: ReadonlyMap<number, bigint>[] = []

    const post = async (): Promise<ReadonlyMap<number, bigint>> => {
      const done = await pass(facts(), through)
      posted += totalOf(done.totals, companyId)?.amountMicros ?? 0n
      through = new Map([...through, ...done.through])
      return through
    }
    /** The invoice of a month that is closed at some passes, after one that was closed at others. */
    const invoiceOf = (
      month: number,
      after: ReadonlyMap<number, bigint>,
      closed: ReadonlyMap<number, bigint>,
    ): InvoicedUsage => {
      const [first, ...others] = Array.from({ length: month + 1 }, (_, n) => monthStart(n))
      if (first === undefined) throw new Error('a month has a start')
      return {
        payerId: companyId,
        monthStartsMs: [first, ...others],
        endMs: monthStart(month + 1),
        afterPasses: after,
        throughPasses: closed,
      }
    }
    const companyIds = [companyId, customerId]
    const invoice = async (...asked: Parameters<typeof invoiceOf>): Promise<readonly UsageGroup[]> =>
      await facts().usage.invoiced({ companyIds, invoices: [invoiceOf(...asked)] })
    /** All charges of an invoice or of a line of it, in pages of two. */
    const chargesOf = async (
      invoiced: InvoicedUsage,
      line: InvoicedLine | null,
    ): Promise<readonly InvoicedCharge[]> => {
      const charges: InvoicedCharge[] = []
      for (let after: ChargePlace | null = null; ; ) {
        const asked = { companyIds, invoice: invoiced, line, after, limit: 2, view: 'plain' as const }
        const page = await facts().usage.charges(asked)
        charges.push(...page.charges)
        after = page.charges.at(-1) ?? null
        if (page.hasMore) continue
        expect(page.count).toBe(charges.length)
        expect(page.amountMicros).toBe(sum(charges))
        return charges
      }
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
      closes.push(first, second, third)
    })

    test('what was charged and taken back before the close is nothing; after it, a correction', async () => {
      const before = through
      await write(facts(), companyId, ['moved', 185])
      await post()
      await facts().importEvents(eventsOf(companyId, 'moved', [sent(130)]))
      await facts().foldChanges()
      const fourth = await post()
      expect(brief(await invoice(3, before, fourth))).toEqual(['2: 1 × 250000 per segment to any'])
      closes.push(fourth)
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

    test('the first usage is an earlier one when a later pass brings it', async () => {
      const other = randomUUID()
      await putPlan(facts(), other, [[oneRate]])
      for (const [message, minute] of [
        ['later', 30],
        ['earlier', 3],
        ['later still', 40],
      ] as const) {
        await write(facts(), other, [message, minute])
        await post()
        const first = (await facts().usage.firstUsage()).get(other)
        expect(first).toBe(startMs + (message === 'later' ? 30 : 3) * minuteMs)
      }
    })

    test('each line opens to its charges, which sum up to it; those of all lines are those of the invoice', async () => {
      for (const [month, close] of closes.entries()) {
        const invoiced = invoiceOf(month, closes[month - 1] ?? new Map(), close)
        const groups = await facts().usage.invoiced({ companyIds, invoices: [invoiced] })
        const ofLines: InvoicedCharge[] = []
        for (const group of groups) {
          const charges = await chargesOf(invoiced, lineOf(group, invoiced))
          expect(sum(charges)).toBe(group.amountMicros)
          expect(charges.reduce((total, { quantity }) => total + quantity, 0n)).toBe(group.quantity)
          ofLines.push(...charges)
        }
        const all = await chargesOf(invoiced, null)
        expect(namesOf(all)).toEqual(namesOf(ofLines))
        expect(all.map(({ createdMs }) => createdMs)).toEqual(
          all.map(({ createdMs }) => createdMs).toSorted((a, b) => a - b),
        )
        expect(namesOf(all).every((name) => !name.startsWith(' '))).toBe(true)
      }
    })

    test('charges of a customer name the customer', async () => {
      const [first = new Map<number, bigint>()] = closes
      const charges = await chargesOf(invoiceOf(0, new Map(), first), null)
      expect(charges.map(({ messageId, companyId: of }) => [messageId, of])).toEqual([
        ['a', companyId],
        ['of a customer', customerId],
        ['b', companyId],
      ])
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

    test('the highest price that a list may have is invoiced to the micro-unit, and opens to its charges', async () => {
      const dear = randomUUID()
      await putPlan(facts(), dear, [[{ rates: [['sms', '', 'any', 'segment', '9999999.999999']] }]])
      await write(facts(), dear, ['dearest', 1])
      const done = await post()
      const invoiced = { ...invoiceOf(0, new Map(), done), payerId: dear }
      const [group, ...others] = await facts().usage.invoiced({ companyIds: [dear], invoices: [invoiced] })
      expect(others).toEqual([])
      expect(group).toMatchObject({ priceMicros: 9_999_999_999_999n, amountMicros: 9_999_999_999_999n })
      const line = group ? lineOf(group, invoiced) : null
      const asked = {
        companyIds: [dear],
        invoice: invoiced,
        line,
        after: null,
        limit: 2,
        view: 'plain' as const,
      }
      const { charges } = await facts().usage.charges(asked)
      expect(sum(charges)).toBe(9_999_999_999_999n)
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
