import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { divideRounded, minorDigitsOf, roundToMinor, toDecimal } from './minor-unit.ts'

const micros = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n })
const digits = fc.integer({ min: 0, max: 6 })

describe('the minor unit of a currency', () => {
  test.each([
    ['EUR', 2],
    ['RUB', 2],
    ['JPY', 0],
    ['KWD', 3],
  ])('of %s has %i digits', (currency, expected) => {
    expect(minorDigitsOf(currency)).toBe(expected)
  })

  test.each([
    [5_000n, 10_000n],
    [4_999n, 0n],
    [-5_000n, -10_000n],
    [-4_999n, 0n],
    [15_000n, 20_000n],
    [-15_000n, -20_000n],
    [0n, 0n],
  ])('%i micro-units are %i in cents: half goes away from zero', (amount, expected) => {
    expect(roundToMinor(amount, 2)).toBe(expected)
  })

  test('the result is a multiple of the unit, no further off than half of it, and the same on both sides of zero', () => {
    fc.assert(
      fc.property(micros, digits, (amount, places) => {
        const unit = 10n ** BigInt(6 - places)
        const rounded = roundToMinor(amount, places)
        const off = rounded > amount ? rounded - amount : amount - rounded
        expect(rounded % unit).toBe(0n)
        expect(2n * off <= unit).toBe(true)
        expect(roundToMinor(-amount, places)).toBe(-rounded)
      }),
    )
  })

  test('what is written is read as what it was', () => {
    fc.assert(
      fc.property(micros, digits, (amount, places) => {
        const rounded = roundToMinor(amount, places)
        const text = toDecimal(rounded, places)
        expect(text).toMatch(places === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${places}}$`))
        expect(BigInt(text.replace('.', '')) * 10n ** BigInt(6 - places)).toBe(rounded)
      }),
    )
  })

  test('a quotient is no further off than half of one', () => {
    fc.assert(
      fc.property(micros, fc.bigInt({ min: 1n, max: 10n ** 9n }), (dividend, divisor) => {
        const remainder = dividend - divideRounded(dividend, divisor) * divisor
        expect(2n * (remainder < 0n ? -remainder : remainder) <= divisor).toBe(true)
      }),
    )
  })
})
