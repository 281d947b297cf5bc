import { expect, test } from 'vitest'
import { balanceState } from './balance-state.ts'

const eur = (amount: string) => ({ amount, currency: 'EUR' })

test.each([
  ['10.00', '9.00', false, 'good'],
  ['10.00', '9.00', true, 'low'],
  ['-0.000001', '499.00', false, 'used_up'],
  ['-0.00', '5.00', false, 'good'],
  ['0.00', '5.00', false, 'good'],
  ['3.00', '0.00', true, 'used_up'],
  ['3.00', '-1.00', false, 'used_up'],
] as const)('a balance of %s with %s available, low: %s, is %s', (balance, available, isLow, state) => {
  expect(balanceState({ balance: eur(balance), available: eur(available), is_low: isLow })).toBe(state)
})
