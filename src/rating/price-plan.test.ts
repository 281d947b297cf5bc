import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PricePlan } from '../facts/index.ts'
import { type ChainLink, pricePlanOf, type Validity } from './price-plan.ts'

function validity(fromMs: number, toMs: number | null, versionId: string): Validity {
  return { fromMs, toMs, versionId, currency: 'EUR', onDelivery: [], prefixLengths: [] }
}

function shape(plan: PricePlan): string[] {
  return plan.periods.map(
    ({ fromMs, levels }, place) =>
      `${fromMs}–${plan.periods[place + 1]?.fromMs ?? ''} ${levels.map(({ payerId, versionId }) => `${payerId}:${versionId ?? '?'}`).join(' ')}`,
  )
}

describe('a plan is the chain of versions in force, period by period', () => {
  test('a chain of two changes whenever one of them does', () => {
    const plan = pricePlanOf([
      { companyId: 'shop', validities: [validity(10, 30, 'a'), validity(30, null, 'b')] },
      { companyId: 'reseller', validities: [validity(0, 20, 'x'), validity(20, null, 'y')] },
    ])
    expect(shape(plan)).toEqual([
      '0–10 reseller:x',
      '10–20 shop:a reseller:x',
      '20–30 shop:a reseller:y',
      '30– shop:b reseller:y',
    ])
  })

  test('a company that never had prices is left out, wherever it stands; those above it pay all the same', () => {
    const none = (companyId: string): ChainLink => ({ companyId, validities: [] })
    const root = { companyId: 'root', validities: [validity(0, null, 'r')] }
    const shop = { companyId: 'shop', validities: [validity(10, null, 'a')] }
    expect(shape(pricePlanOf([none('shop'), none('reseller'), root]))).toEqual(['0– root:r'])
    expect(shape(pricePlanOf([shop, none('reseller'), root]))).toEqual(['0–10 root:r', '10– shop:a root:r'])
  })

  test('a gap, and the time after the last prices, is a level without a version, at every level', () => {
    const plan = pricePlanOf([
      { companyId: 'shop', validities: [validity(10, 20, 'a'), validity(40, 50, 'a')] },
      { companyId: 'root', validities: [validity(0, 45, 'r')] },
    ])
    expect(shape(plan)).toEqual([
      '0–10 root:r',
      '10–20 shop:a root:r',
      '20–40 shop:? root:r',
      '40–45 shop:a root:r',
      '45–50 shop:a root:?',
      '50– shop:? root:?',
    ])
  })

  test('one version assigned twice in a row is one period', () => {
    const plan = pricePlanOf([
      { companyId: 'shop', validities: [validity(10, 20, 'a'), validity(20, null, 'a')] },
    ])
    expect(shape(plan)).toEqual(['10– shop:a'])
  })

  test('a company without any list has no periods', () => {
    expect(pricePlanOf([{ companyId: 'shop', validities: [] }])).toEqual({
      companyId: 'shop',
      periods: [],
      prefixLengths: [],
    })
  })
})

/** Validities that follow one another, with gaps; the last may go on for ever. */
const link = fc
  .record({
    companyId: fc.constantFrom('a', 'b', 'c'),
    steps: fc.array(
      fc.record({
        gap: fc.nat(3),
        length: fc.integer({ min: 1, max: 4 }),
        version: fc.constantFrom('v1', 'v2'),
      }),
      { maxLength: 4 },
    ),
    isOpen: fc.boolean(),
    prefixLengths: fc.uniqueArray(fc.integer({ min: 1, max: 15 }), { maxLength: 3 }),
  })
  .map(({ companyId, steps, isOpen, prefixLengths }): ChainLink => {
    let atMs = 0
    const validities = steps.map(({ gap, length, version }, place): Validity => {
      const fromMs = atMs + gap
      atMs = fromMs + length
      const toMs = isOpen && place === steps.length - 1 ? null : atMs
      return { ...validity(fromMs, toMs, version), prefixLengths }
    })
    return { companyId, validities }
  })

const chains = fc
  .array(link, { minLength: 1, maxLength: 3 })
  .map(([first, ...rest]): [ChainLink, ...ChainLink[]] => [
    first ?? { companyId: 'a', validities: [] },
    ...rest.map((each, place) => ({ ...each, companyId: `${each.companyId}${place}` })),
  ])

test('at every instant a plan says what each company of the chain says at that instant', () => {
  fc.assert(
    fc.property(chains, (chain) => {
      const plan = pricePlanOf(chain)
      for (let atMs = -1; atMs < 40; atMs += 1) {
        const expected = chain.flatMap(({ companyId, validities }) => {
          const found = validities.find((each) => each.fromMs <= atMs && (each.toMs ?? Infinity) > atMs)
          const first = Math.min(...validities.map(({ fromMs }) => fromMs))
          return atMs < first ? [] : [{ payerId: companyId, versionId: found?.versionId ?? null }]
        })
        const levels = plan.periods.findLast(({ fromMs }) => fromMs <= atMs)?.levels ?? []
        expect(levels.map(({ payerId, versionId }) => ({ payerId, versionId }))).toEqual(expected)
      }
    }),
  )
})

test('periods are in order, none is the same as the one before, and all prefixes are named, the longest first', () => {
  fc.assert(
    fc.property(chains, (chain) => {
      const { periods, prefixLengths } = pricePlanOf(chain)
      for (const [place, period] of periods.entries()) {
        const next = periods[place + 1]
        if (next) expect(next.fromMs).toBeGreaterThan(period.fromMs)
        if (next) expect(next.levels).not.toEqual(period.levels)
      }
      const all = new Set(chain.flatMap((each) => each.validities.flatMap((some) => some.prefixLengths)))
      expect(prefixLengths).toEqual([...all].toSorted((a, b) => b - a))
    }),
  )
})
