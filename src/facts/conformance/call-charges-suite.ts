import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChargeDrift } from '../charges/charge-drift.ts'
import type { Facts } from '../facts.ts'
import { type CallSketch, callEventOf, factsByCall } from './calls-world.ts'
import { oneRate, type PlanSketch, pass, putPlan, type RateSketch, totalOf } from './charges-world.ts'
import { factsByMessage, minuteMs, startMs } from './world.ts'

const whole = { fromMs: 0, toMs: null }
const always = { fromMs: 0, toMs: Date.UTC(2100, 0, 1) }

const ofCalls: PlanSketch = {
  rates: [
    ['sms', '', 'any', 'segment', '0.1'],
    ['call', 'outbound', '+49', 'minute', '0.05', [60, 60]],
    ['call', 'outbound', '+49151', 'second', '0.002', [30, 6]],
    ['call', 'inbound', 'any', 'message', '0.25'],
  ],
}

const germanMobile = { direction: 'outbound', callee: '+4915112345678', caller: '101' } as const

/** A call from the start on that was answered after five seconds. */
function talk(seconds: number, rest: Partial<CallSketch> = {}): CallSketch {
  const from = rest.from ?? 0
  return {
    saidAt: 10,
    from,
    seconds: seconds + 5,
    result: 'answered',
    answeredAtMs: startMs + from * minuteMs + 5_000,
    ...rest,
  }
}

async function chargesOf(facts: Facts, companyId: string): Promise<Record<string, string>> {
  const calls = await factsByCall(facts, companyId)
  const { rows } = await facts.forCompany(companyId).query<Record<string, unknown>>({
    sql: (from) => `SELECT call_key, kind, charge_state, charge, charge_quantity FROM ${from.callCharges}`,
  })
  const byKey = new Map(rows.map((row) => [row['call_key'], row]))
  if (byKey.size !== rows.length) throw new Error('A call has two charges.')
  return Object.fromEntries(
    [...calls].map(([id, { call_key: key }]) => {
      const row = byKey.get(key)
      if (!row) return [id, 'not there']
      const { charge_state, charge, charge_quantity } = row
      return [
        id,
        charge_state === 'charged' ? `${Number(charge)} for ${charge_quantity}` : String(charge_state),
      ]
    }),
  )
}

async function take(
  facts: Facts,
  companyId: string,
  calls: Readonly<Record<string, CallSketch>>,
): Promise<void> {
  const events = Object.entries(calls).map(([name, wish]) => callEventOf(companyId, name, 0, wish))
  await facts.importCallEvents(events)
  await facts.foldChanges()
}

/** Calls among what is charged. */
export function describeCallCharges(facts: () => Facts): void {
  describe('charges of calls', () => {
    test('the most specific rate, by time in increments, once for each call that somebody took', async () => {
      const companyId = randomUUID()
      await putPlan(facts(), companyId, [[ofCalls]])
      await take(facts(), companyId, {
        'by second': talk(31, germanMobile),
        'in the first increment': talk(1, germanMobile),
        'by minute': talk(61, { ...germanMobile, callee: '+4930901820' }),
        inbound: talk(500, { direction: 'inbound', caller: '+33612345678', callee: '101' }),
        'no talk': talk(0, germanMobile),
        'not answered': { ...germanMobile, saidAt: 10, from: 0, result: 'busy' },
        'no rate': talk(10, { direction: 'outbound', callee: '+33612345678' }),
      })
      expect(await chargesOf(facts(), companyId)).toEqual({
        'by second': '0.072 for 36',
        'in the first increment': '0.06 for 30',
        'by minute': '0.1 for 120',
        inbound: '0.25 for 1',
        'no talk': '0 for 0',
        'not answered': 'none',
        'no rate': 'unrated',
      })
      const { totals } = await pass(facts(), new Map())
      expect(totalOf(totals, companyId)).toMatchObject({ amountMicros: 482_000n })
    })

    test('they are no messages of the pages; a list that says nothing of calls leaves them free, and nothing is amiss', async () => {
      const [priced, other] = [randomUUID(), randomUUID()]
      await putPlan(facts(), priced, [[ofCalls]])
      await putPlan(facts(), other, [[oneRate]])
      for (const companyId of [priced, other])
        await take(facts(), companyId, { call: talk(31, germanMobile) })
      for (const companyId of [priced, other]) expect((await factsByMessage(facts(), companyId)).size).toBe(0)
      expect(await chargesOf(facts(), priced)).toEqual({ call: '0.072 for 36' })
      expect(await chargesOf(facts(), other)).toEqual({ call: 'none' })
    })

    test('a correction is charged as a difference, also one that moves the call to another week or takes its answer back', async () => {
      const companyId = randomUUID()
      await putPlan(facts(), companyId, [[{ ...ofCalls, from: -30 * 24 * 60 }]])
      await take(facts(), companyId, { call: talk(31, germanMobile) })
      const first = await pass(facts(), new Map())
      expect(totalOf(first.totals, companyId)).toMatchObject({ amountMicros: 72_000n, charges: 1 })
      const moved = talk(60, { ...germanMobile, from: -7 * 24 * 60, saidAt: 11 })
      await facts().importCallEvents([callEventOf(companyId, 'call', 1, moved)])
      await facts().foldChanges()
      expect(await chargesOf(facts(), companyId)).toEqual({ call: '0.12 for 60' })
      const second = await pass(facts(), first.through)
      expect(totalOf(second.totals, companyId)).toMatchObject({ amountMicros: 48_000n, charges: 2 })
      const taken = callEventOf(companyId, 'call', 2, {
        ...germanMobile,
        saidAt: 12,
        from: 0,
        result: 'failed',
      })
      await facts().importCallEvents([taken])
      await facts().foldChanges()
      const third = await pass(facts(), second.through)
      expect(totalOf(third.totals, companyId)).toMatchObject({ amountMicros: -120_000n })
    })

    test('rates that come later take in the calls of before, and changed ones are charged anew; rebuilding changes nothing', async () => {
      const companyId = randomUUID()
      await take(facts(), companyId, { before: talk(31, germanMobile) })
      await putPlan(facts(), companyId, [[ofCalls]])
      for (let attempt = 0; attempt < 2; attempt += 1) await facts().rerate({ companyId, ...whole })
      expect(await chargesOf(facts(), companyId)).toEqual({ before: '0.072 for 36' })
      await putPlan(facts(), companyId, [[{ rates: [['call', '', 'any', 'second', '0.01']] }]])
      expect(await facts().rerate({ companyId, ...whole })).toEqual({ messages: 1 })
      await take(facts(), companyId, { after: talk(3, germanMobile) })
      const charges = { before: '0.31 for 31', after: '0.03 for 3' }
      expect(await chargesOf(facts(), companyId)).toEqual(charges)
      await facts().rebuild({ companyId })
      expect(await chargesOf(facts(), companyId)).toEqual(charges)
      expect(await driftsOf(facts(), companyId)).toEqual([])
    })

    test('companies above pay by their own lists, and are told of what these have no rate for only where they sell calls', async () => {
      const [companyId, upper, partial, top] = Array.from({ length: 4 }, () => randomUUID())
      const byMinute: PlanSketch = {
        payerId: upper ?? '',
        rates: [['call', '', 'any', 'minute', '0.01', [1, 1]]],
      }
      const inboundOnly: PlanSketch = {
        payerId: partial ?? '',
        rates: [['call', 'inbound', 'any', 'second', '1']],
      }
      const chain = [ofCalls, byMinute, inboundOnly, { ...oneRate, payerId: top ?? '' }]
      await putPlan(facts(), companyId ?? '', [chain])
      await take(facts(), companyId ?? '', { call: talk(31, germanMobile) })
      const { totals } = await pass(facts(), new Map())
      // 31 seconds at 0.01 a minute: 5166.67 micro-units.
      expect(totalOf(totals, upper ?? '')).toMatchObject({ amountMicros: 5_167n })
      const unrated = (payerId = '') =>
        facts().unratedBelow({ payerId, companyIds: [companyId ?? ''], ...always })
      expect(await unrated(partial)).toMatchObject([{ channel: 'call', kind: 'outbound', messages: 1 }])
      expect(await unrated(top)).toEqual([])
    })

    test('amounts of random talks and increments are those that are counted out second by second', async () => {
      const rate = fc.record({
        unit: fc.constantFrom('second', 'minute'),
        micros: fc.integer({ min: 0, max: 3_000_000 }),
        firstS: fc.integer({ min: 1, max: 120 }),
        stepS: fc.integer({ min: 1, max: 90 }),
      })
      const talks = fc.array(fc.integer({ min: 0, max: 4_000_000 }), { minLength: 1, maxLength: 20 })
      await fc.assert(
        fc.asyncProperty(rate, talks, async ({ unit, micros, firstS, stepS }, talksMs) => {
          const companyId = randomUUID()
          const price = (micros / 1_000_000).toFixed(6)
          const sold: RateSketch = ['call', '', 'any', unit as 'second' | 'minute', price, [firstS, stepS]]
          await putPlan(facts(), companyId, [[{ rates: [sold] }]])
          const calls = talksMs.map((ms, n) => [`call ${n}`, talk(ms / 1000, germanMobile)] as const)
          await take(facts(), companyId, Object.fromEntries(calls))
          const expected = talksMs.map((ms, n) => {
            const seconds = countedOut(ms, firstS, stepS)
            const amount = unit === 'second' ? seconds * micros : Math.round((seconds * micros) / 60)
            return [`call ${n}`, `${amount / 1_000_000} for ${seconds}`]
          })
          expect(await chargesOf(facts(), companyId)).toEqual(Object.fromEntries(expected))
        }),
        { numRuns: 6 },
      )
    }, 120_000)
  })
}

/** Seconds that are charged: a first piece, then further ones until the talk is over. */
function countedOut(talkMs: number, firstS: number, stepS: number): number {
  if (talkMs === 0) return 0
  let charged = firstS
  while (charged * 1000 < talkMs) charged += stepS
  return charged
}

async function driftsOf(facts: Facts, companyId: string): Promise<readonly ChargeDrift[]> {
  const drifts: ChargeDrift[] = []
  for (const shard of facts.usage.shardNumbers)
    for (const window of await facts.usage.driftWindows(shard))
      drifts.push(...(await facts.usage.drifts(shard, { window, postedVersion: 0n, isAlone: true })))
  return drifts.filter((drift) => drift.companyId === companyId)
}
