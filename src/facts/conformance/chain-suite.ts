import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Facts } from '../facts.ts'
import { chargesOf, oneRate, type PlanSketch, pass, putPlan, sent, totalOf } from './charges-world.ts'
import { eventsOf, factsByMessage, minuteMs, sketch, startMs } from './world.ts'

/** Of each message, what the companies above pay: payer, state, price, quantity, amount and currency. */
async function upperOf(facts: Facts, companyId: string): Promise<Record<string, unknown>> {
  const rows = await factsByMessage(facts, companyId)
  return Object.fromEntries(
    [...rows].map(([message, row]) => {
      const upper = row['upper'] as Record<string, unknown>[]
      return [message, upper.map(particularsOf)]
    }),
  )
}

function particularsOf({
  payer,
  state,
  price,
  quantity,
  amount,
  currency,
}: Record<string, unknown>): unknown {
  return [payer, state, Number(price), Number(quantity), Number(amount), currency]
}

/** What a first pass would charge each of these. */
async function postedOf(facts: Facts, companyIds: readonly string[]): Promise<unknown> {
  const { totals } = await pass(facts, new Map())
  return companyIds.map((companyId) => totalOf(totals, companyId)?.amountMicros)
}

/** Who pays for a message, up the chain of companies. */
export function describeChains(facts: () => Facts): void {
  describe('chains of payers', () => {
    test('each company of the chain pays the next by the list in force for it', async () => {
      const [companyId, reseller] = [randomUUID(), randomUUID()]
      await putPlan(facts(), companyId, [
        [
          { rates: [['sms', '', 'any', 'segment', '0.10']] },
          { rates: [['sms', '', 'any', 'segment', '0.07']], payerId: reseller },
        ],
      ])
      await facts().importEvents(eventsOf(companyId, 'm', [sent(0, { segments: 2 })]))
      await facts().foldChanges()
      expect(await upperOf(facts(), companyId)).toEqual({ m: [[reseller, 'charged', 0.07, 2, 0.14, 'EUR']] })
      expect(await postedOf(facts(), [companyId, reseller])).toEqual([200_000n, 140_000n])
    })

    test('a company that never had prices pays nothing, and those above it pay for its traffic', async () => {
      const [companyId, reseller] = [randomUUID(), randomUUID()]
      await putPlan(facts(), companyId, [[{ ...oneRate, payerId: reseller }]])
      await facts().importEvents(eventsOf(companyId, 'm', [sent(0)]))
      await facts().foldChanges()
      expect(await chargesOf(facts(), companyId)).toEqual({ m: 'none' })
      expect(await postedOf(facts(), [companyId, reseller])).toEqual([undefined, 100_000n])
    })

    test('what has no price further up says so, is asked for by its payer, and is charged when it gets one', async () => {
      const [companyId, reseller, root] = [randomUUID(), randomUUID(), randomUUID()]
      const noRate: PlanSketch = { rates: [['viber', '', 'any', 'message', '1']], payerId: reseller }
      const onDelivery = ['sms']
      await putPlan(facts(), companyId, [
        [oneRate, noRate, { rates: null, payerId: root }],
        [{ ...oneRate, from: 10 }, noRate, { ...oneRate, onDelivery, payerId: root }],
      ])
      await facts().importEvents([
        ...[0, 10].flatMap((at) => eventsOf(companyId, `at ${at}`, [sent(at)])),
        ...eventsOf(companyId, 'waiting', [sketch('queued', 0)]),
      ])
      await facts().foldChanges()
      const blank = [0, 0, 0, '']
      expect(await upperOf(facts(), companyId)).toEqual({
        'at 0': [
          [reseller, 'no_rate', ...blank],
          [root, 'no_price_list', ...blank],
        ],
        'at 10': [
          [reseller, 'no_rate', ...blank],
          [root, 'none', ...blank],
        ],
        waiting: [
          [reseller, 'none', ...blank],
          [root, 'none', ...blank],
        ],
      })
      const unratedOf = (payerId: string, companyIds = [companyId, randomUUID()]) =>
        facts().unratedBelow({ payerId, companyIds, fromMs: startMs, toMs: startMs + 11 * minuteMs })
      const group = { channel: 'sms', kind: '', country: '', network: '' }
      const [first, last] = [startMs, startMs + 10 * minuteMs]
      expect(await unratedOf(reseller)).toEqual([
        { ...group, reason: 'no_rate', messages: 2, firstMs: first, lastMs: last },
      ])
      expect(await unratedOf(root)).toEqual([
        { ...group, reason: 'no_price_list', messages: 1, firstMs: first, lastMs: first },
      ])
      // Only of companies that the asker names: which depend on it is not known here.
      expect(await unratedOf(reseller, [randomUUID()])).toEqual([])

      await putPlan(facts(), companyId, [[oneRate, { ...oneRate, payerId: reseller }]])
      expect(await facts().rerate({ companyId, fromMs: 0, toMs: null })).toEqual({ messages: 3 })
      expect(await unratedOf(reseller)).toEqual([])
      expect(await postedOf(facts(), [companyId, reseller])).toEqual([200_000n, 200_000n])
    })
  })
}
