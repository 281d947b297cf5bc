import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chargeAmount, chargedQuantity } from './charge-amount.ts'

const base = { priceMicros: 75_000n, firstIncrementS: 1, incrementS: 1 }
const usage = { segments: 0, durationS: 0 }

describe('what is charged', () => {
  test('a message is one, however many parts it has', () => {
    expect(chargeAmount({ ...base, unit: 'message' }, { ...usage, segments: 9 })).toBe(75_000n)
  })

  test('a message has at least one segment', () => {
    const rate = { ...base, unit: 'segment' } as const
    expect([0, 1, 3].map((segments) => chargeAmount(rate, { ...usage, segments }))).toEqual([
      75_000n,
      75_000n,
      225_000n,
    ])
  })

  test.each([
    [0, 0],
    [1, 30],
    [30, 30],
    [31, 36],
    [36, 36],
    [37, 42],
  ])('a call of %i s in increments of 30/6 is billed as %i s', (durationS, billed) => {
    const rate = { unit: 'second', priceMicros: 10n, firstIncrementS: 30, incrementS: 6 } as const
    expect(chargedQuantity(rate, { ...usage, durationS })).toBe(billed)
    expect(chargeAmount(rate, { ...usage, durationS })).toBe(BigInt(billed) * 10n)
  })

  test('a price per minute is rounded half away from zero, once', () => {
    const perMinute = (priceMicros: bigint, durationS: number) =>
      chargeAmount({ ...base, unit: 'minute', priceMicros }, { ...usage, durationS })
    expect(perMinute(1n, 29)).toBe(0n)
    expect(perMinute(1n, 30)).toBe(1n)
    expect(perMinute(1n, 89)).toBe(1n)
    expect(perMinute(1n, 90)).toBe(2n)
    expect(perMinute(100_000n, 61)).toBe(101_667n)
    expect(perMinute(100_000n, 0)).toBe(0n)
  })
})

/** Seconds billed, counted up step by step. */
function billedSlowly(durationS: number, firstIncrementS: number, incrementS: number): number {
  if (durationS === 0) return 0
  let billed = firstIncrementS
  while (billed < durationS) billed += incrementS
  return billed
}

/** The nearest whole number of micro-units to seconds × price ÷ 60, by trying: a tie goes up. */
function minuteSlowly(seconds: number, price: number): number {
  let amount = 0
  while (Math.abs(2 * 60 * amount - 2 * seconds * price) > 60 || 60 * amount + 30 === seconds * price) {
    amount += 1
  }
  return amount
}

test('for any duration, increments and price it is what counting step by step gives', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 1, max: 90 }),
      fc.integer({ min: 1, max: 90 }),
      fc.integer({ min: 0, max: 50 }),
      (durationS, firstIncrementS, incrementS, price) => {
        const rate = { priceMicros: BigInt(price), firstIncrementS, incrementS }
        const billed = billedSlowly(durationS, firstIncrementS, incrementS)
        const used = { segments: 0, durationS }
        expect(chargeAmount({ ...rate, unit: 'second' }, used)).toBe(BigInt(billed * price))
        expect(chargeAmount({ ...rate, unit: 'minute' }, used)).toBe(BigInt(minuteSlowly(billed, price)))
      },
    ),
  )
})
