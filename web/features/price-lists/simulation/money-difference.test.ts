import { expect, test } from 'vitest'
import { moneyDifference, relativeChange } from './money-difference.ts'

const eur = (amount: string) => ({ amount, currency: 'EUR' })

test('differences of money are exact and signed', () => {
  expect(moneyDifference(eur('0.1'), eur('0.3'))).toEqual(eur('0.20'))
  expect(moneyDifference(eur('12.000001'), eur('-0.5'))).toEqual(eur('-12.500001'))
  expect(moneyDifference(eur('much'), eur('1'))).toBeNull()
})

test('a change of nothing has no percentage', () => {
  expect(relativeChange(eur('0.00'), eur('5'))).toBeNull()
  expect(relativeChange(eur('200'), eur('150'))).toBe(-0.25)
})
