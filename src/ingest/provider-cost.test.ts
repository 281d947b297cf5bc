import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCost, readCount } from './provider-cost.ts'

test.each([
  ['0.0102', 10_200n],
  [' 0.03330000 ', 33_300n],
  ['-0.00790', 7_900n],
  [0.0005, 500n],
  [1e-7, 0n],
  [0.000_000_5, 1n],
  ['0.0000004', 0n],
  ['12', 12_000_000n],
])('the price %j is %s micro-units', (amount, costMicros) => {
  expect(readCost(amount, 'eur')).toEqual({ costMicros, costCurrency: 'EUR' })
})

test.each([
  null,
  undefined,
  '',
  'free',
  '1,5',
  '1e3',
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e15,
  {},
  [],
  true,
])('the price %j is none', (amount) => {
  expect(readCost(amount, 'EUR')).toEqual({})
})

test.each([null, '', 'EURO', 'e', 5])('a price in %j is none', (currency) => {
  expect(readCost('1', currency)).toEqual({})
})

test('a price of six places is read exactly, times its parts', () => {
  const micros = fc.bigInt({ min: 0n, max: 10n ** 15n })
  fc.assert(
    fc.property(micros, fc.integer({ min: 1, max: 255 }), (amountMicros, parts) => {
      const digits = String(amountMicros).padStart(7, '0')
      const amount = `${digits.slice(0, -6)}.${digits.slice(-6)}`
      expect(readCost(amount, 'USD', parts).costMicros).toBe(amountMicros * BigInt(parts))
    }),
  )
})

test.each([
  ['2', 2],
  [3, 3],
  [0, 0],
  [-1, 0],
  [1.5, 0],
  ['1000', 0],
  ['many', 0],
  [null, 0],
])('%j parts are %i', (value, parts) => {
  expect(readCount(value)).toBe(parts)
})
