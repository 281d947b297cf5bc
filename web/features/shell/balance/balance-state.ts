import type { Balance } from '../../../../src/contract/index.ts'

export type BalanceState = 'good' | 'low' | 'used_up'

/** `used_up`: nothing is available any more, the credit limit included, or the balance is below zero. */
export function balanceState({
  balance,
  available,
  is_low,
}: Pick<Balance, 'balance' | 'available' | 'is_low'>): BalanceState {
  if (isNegative(balance.amount) || !isPositive(available.amount)) return 'used_up'
  return is_low ? 'low' : 'good'
}

function isNegative(amount: string): boolean {
  return amount.startsWith('-') && isPositive(amount.slice(1))
}

/** By its digits: a decimal string may hold more of them than a float. */
function isPositive(amount: string): boolean {
  return !amount.startsWith('-') && /[1-9]/.test(amount)
}
