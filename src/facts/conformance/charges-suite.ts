import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ChargeDrift } from '../charges/charge-drift.ts'
import type { Facts } from '../facts.ts'
import { chargesOf, oneRate, pass, putPlan, type RateSketch, sent, totalOf } from './charges-world.ts'
import { type EventSketch, eventsOf, minuteMs, sketch, startMs } from './world.ts'

/** What a message costs, and what of it is posted. */
export function describeCharges(facts: () => Facts): void {
  describe('charges', () => {
    describe('the most specific destination, then the most specific kind, never the cheapest', () => {
      const companyId = randomUUID()
      const german = { recipient: '+4915112345678', country: 'DE', network: '262-01' }
      const cases: readonly [message: string, rest: Partial<EventSketch>, charge: string][] = [
        ['any', { recipient: '+33612345678', country: 'FR' }, '0.5 = 0.5 × 1 by sms||any'],
        ['country', { recipient: '+4930123456', country: 'DE' }, '0.4 = 0.4 × 1 by sms||DE'],
        ['prefix', { ...german, network: '' }, '0.2 = 0.2 × 1 by sms||+49151'],
        [
          'short prefix',
          { ...german, recipient: '+4917012345678', network: '' },
          '0.3 = 0.3 × 1 by sms||+491',
        ],
        ['network', german, '0.9 = 0.9 × 1 by sms||262-01'],
        ['kind', { ...german, network: '', kind: 'advertising' }, '0.8 = 0.8 × 1 by sms|advertising|+49151'],
        ['destination before kind', { ...german, kind: 'advertising' }, '0.9 = 0.9 × 1 by sms||262-01'],
        [
          'category',
          { channel: 'whatsapp', category: 'utility', kind: 'service' },
          '0.01 = 0.01 × 1 by whatsapp|utility|any',
        ],
        [
          'kind of whatsapp',
          { channel: 'whatsapp', category: 'other', kind: 'service' },
          '0.02 = 0.02 × 1 by whatsapp|service|any',
        ],
        ['segments', { recipient: '+33612345678', country: 'FR', segments: 3 }, '1.5 = 0.5 × 3 by sms||any'],
        ['no rate', { channel: 'viber' }, 'unrated no_rate'],
        ['free', { channel: 'push' }, '0 = 0 × 1 by push||any'],
        ['by time only', { channel: 'call' }, 'unrated no_rate'],
      ]
      let charges: Record<string, unknown> = {}

      beforeAll(async () => {
        await putPlan(facts(), companyId, [
          [
            {
              rates: [
                ['sms', '', 'any', 'segment', '0.5'],
                ['sms', '', 'DE', 'segment', '0.4'],
                ['sms', '', '+491', 'segment', '0.3'],
                ['sms', '', '+49151', 'segment', '0.2'],
                ['sms', 'advertising', '+49151', 'segment', '0.8'],
                ['sms', '', '262-01', 'segment', '0.9'],
                ['whatsapp', 'utility', 'any', 'message', '0.01'],
                ['whatsapp', 'service', 'any', 'message', '0.02'],
                ['push', '', 'any', 'message', '0'],
                ['call', '', 'any', 'second', '0.001'],
              ],
            },
          ],
        ])
        await facts().importEvents(
          cases.flatMap(([message, rest]) =>
            eventsOf(companyId, message, [sent(0, { country: '', ...rest })]),
          ),
        )
        await facts().foldChanges()
        charges = await chargesOf(facts(), companyId)
      })

      test.each(cases)('%s', (message, _, charge) => {
        expect(charges[message]).toBe(charge)
      })
    })

    test('a company without prices has no charges; messages after its prices ended are unrated, those before they began are not', async () => {
      const [unpriced, priced] = [randomUUID(), randomUUID()]
      await putPlan(facts(), priced, [[{ ...oneRate, from: 0 }], [{ rates: null, from: 10 }]])
      for (const companyId of [unpriced, priced]) {
        const moments = [-1, 0, 9, 10]
        await facts().importEvents(moments.flatMap((at) => eventsOf(companyId, `at ${at}`, [sent(at)])))
      }
      await facts().foldChanges()
      expect(Object.values(await chargesOf(facts(), unpriced))).toEqual(['none', 'none', 'none', 'none'])
      expect(await chargesOf(facts(), priced)).toEqual({
        'at -1': 'none',
        'at 0': '0.1 = 0.1 × 1 by sms||any',
        'at 9': '0.1 = 0.1 × 1 by sms||any',
        'at 10': 'unrated no_price_list',
      })
    })

    test('charged on hand-over, or on delivery where the list says so', async () => {
      const companyId = randomUUID()
      const rates: readonly RateSketch[] = [
        ['sms', '', 'any', 'message', '1'],
        ['viber', '', 'any', 'message', '2'],
      ]
      await putPlan(facts(), companyId, [[{ rates, onDelivery: ['viber'] }]])
      const viber = { channel: 'viber' }
      await facts().importEvents([
        ...eventsOf(companyId, 'queued', [sketch('queued', 0)]),
        ...eventsOf(companyId, 'rejected', [sketch('rejected', 0)]),
        ...eventsOf(companyId, 'sent', [sent(0)]),
        ...eventsOf(companyId, 'failed after sent', [sent(0), sketch('failed', 1)]),
        ...eventsOf(companyId, 'viber sent', [sent(0, viber)]),
        ...eventsOf(companyId, 'viber read', [sketch('read', 0, viber)]),
      ])
      await facts().foldChanges()
      expect(await chargesOf(facts(), companyId)).toEqual({
        queued: 'none',
        rejected: 'none',
        sent: '1 = 1 × 1 by sms||any',
        'failed after sent': '1 = 1 × 1 by sms||any',
        'viber sent': 'none',
        'viber read': '2 = 2 × 1 by viber||any',
      })
    })

    test('plans of a smaller revision never replace newer ones', async () => {
      const companyId = randomUUID()
      await putPlan(facts(), companyId, [[oneRate]])
      await facts().putPricePlans([{ companyId, periods: [], prefixLengths: [] }], 0n)
      await facts().importEvents(eventsOf(companyId, 'm', [sent(0)]))
      await facts().foldChanges()
      expect(await chargesOf(facts(), companyId)).toEqual({ m: '0.1 = 0.1 × 1 by sms||any' })
    })

    test('new prices reach older messages when they are rated again, and only where something changes', async () => {
      const companyId = randomUUID()
      await putPlan(facts(), companyId, [[oneRate], [{ rates: null, from: 5 }]])
      await facts().importEvents([0, 4, 6].flatMap((at) => eventsOf(companyId, `at ${at}`, [sent(at)])))
      await facts().foldChanges()
      await putPlan(facts(), companyId, [
        [oneRate],
        [{ rates: [['sms', '', 'any', 'segment', '0.3']], from: 2 }],
      ])
      const whole = { companyId, fromMs: startMs - minuteMs, toMs: null }
      expect(await facts().rerate(whole)).toEqual({ messages: 2 })
      expect(await facts().rerate(whole)).toEqual({ messages: 0 })
      expect(await chargesOf(facts(), companyId)).toEqual({
        'at 0': '0.1 = 0.1 × 1 by sms||any',
        'at 4': '0.3 = 0.3 × 1 by sms||any',
        'at 6': '0.3 = 0.3 × 1 by sms||any',
      })
    })

    describe('a usage pass', () => {
      test('posts each charge once, then only differences', async () => {
        const companyId = randomUUID()
        await putPlan(facts(), companyId, [[oneRate]])
        await facts().importEvents(['a', 'b'].flatMap((name) => eventsOf(companyId, name, [sent(0)])))
        await facts().foldChanges()
        const first = await pass(facts(), new Map())
        expect(totalOf(first.totals, companyId)).toMatchObject({
          currency: 'EUR',
          amountMicros: 200_000n,
          charges: 2,
        })
        // The same pass again, as after a crash, adds nothing.
        expect(totalOf(await first.again(), companyId)).toMatchObject({ amountMicros: 200_000n, charges: 2 })

        await facts().importEvents(eventsOf(companyId, 'a', [sent(0), sent(1, { segments: 3 })]))
        await facts().foldChanges()
        const second = await pass(facts(), first.through)
        expect(totalOf(second.totals, companyId)).toMatchObject({ amountMicros: 200_000n, charges: 1 })

        const third = await pass(facts(), second.through)
        expect(totalOf(third.totals, companyId)).toBeUndefined()
      })

      test('takes back what the facts no longer say, also of a message that moved to another hour', async () => {
        const companyId = randomUUID()
        await putPlan(facts(), companyId, [[{ ...oneRate, from: 0 }]])
        await facts().importEvents(eventsOf(companyId, 'moved', [sent(5)]))
        await facts().foldChanges()
        const first = await pass(facts(), new Map())
        expect(totalOf(first.totals, companyId)).toMatchObject({ amountMicros: 100_000n })

        // Created before there were prices.
        await facts().importEvents(eventsOf(companyId, 'moved', [sent(5), sketch('accepted', -120)]))
        await facts().foldChanges()
        const second = await pass(facts(), first.through)
        expect(totalOf(second.totals, companyId)).toMatchObject({ amountMicros: -100_000n, charges: 1 })
      })

      test('leaves no drift, and a charge or an entry that follows from nothing is found', async () => {
        const companyId = randomUUID()
        await putPlan(facts(), companyId, [[oneRate]])
        await facts().importEvents(eventsOf(companyId, 'm', [sent(0)]))
        await facts().foldChanges()
        const done = await pass(facts(), new Map())
        expect(await driftsOf(facts(), companyId)).toEqual([])

        // Prices that were not rated by yet: the charge no longer follows from them.
        await putPlan(facts(), companyId, [[{ rates: [['sms', '', 'any', 'segment', '7']] }]])
        expect(await driftsOf(facts(), companyId)).toMatchObject([
          { between: 'charge', count: 1, example: 'm' },
        ])
        await facts().rerate({ companyId, fromMs: 0, toMs: null })
        expect(await driftsOf(facts(), companyId)).toMatchObject([{ between: 'entry', count: 2 }])
        // What was folded after the last pass is not posted yet, and no drift.
        expect(await driftsOf(facts(), companyId, done.through)).toEqual([])
        await pass(facts(), done.through)
        expect(await driftsOf(facts(), companyId)).toEqual([])
      })
    })
  })
}

/** Above any version: as if everything that is folded had been posted. */
const everything = 2n ** 63n

async function driftsOf(facts: Facts, companyId: string, posted?: ReadonlyMap<number, bigint>) {
  const drifts: ChargeDrift[] = []
  for (const shard of facts.usage.shardNumbers) {
    const postedVersion = posted?.get(shard) ?? everything
    for (const window of await facts.usage.driftWindows(shard))
      drifts.push(...(await facts.usage.drifts(shard, { window, postedVersion, isAlone: true })))
  }
  return drifts.filter((drift) => drift.companyId === companyId)
}
