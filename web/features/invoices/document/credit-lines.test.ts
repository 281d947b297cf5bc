import { array, assert, bigInt, property } from 'fast-check'
import { expect, test } from 'vitest'
import { creditProblem, isPositive, sumOf } from './credit-lines.ts'

test.each([
  ['12.50', '12.5', null],
  ['12.51', '12.5', 'credit_too_much'],
  ['-1', '12.5', 'credit_too_much'],
  ['0', '12.5', 'amount_zero'],
  ['-3', '-3.00', null],
  ['-3.01', '-3.00', 'credit_too_little'],
  ['1', '-3.00', 'credit_too_little'],
] as const)('%s of a line of which %s is left: %s', (amount, left, problem) => {
  expect(creditProblem(amount, left)).toBe(problem)
})

test('the sum is exact, whatever floats would make of it', () => {
  expect(sumOf(['0.1', '0.2'])).toBe('0.30')
  expect(sumOf([])).toBe('0.00')
  const cents = array(bigInt({ min: -(10n ** 13n), max: 10n ** 13n }), { maxLength: 20 })
  assert(
    property(cents, (amounts) => {
      const written = amounts.map((one) => {
        const digits = String(one < 0n ? -one : one).padStart(3, '0')
        return `${one < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
      })
      const total = amounts.reduce((sum, one) => sum + one, 0n)
      expect(BigInt(sumOf(written).replace('.', ''))).toBe(total)
      expect(isPositive(sumOf(written))).toBe(total > 0n)
    }),
  )
})
