import { expect, test } from 'vitest'
import { otherCosts } from './other-costs.ts'

const row = (connection: string | null, amount: string, currency: string) => ({
  connection,
  currency,
  'messages.cost': { amount, currency },
})

test('costs in other currencies are summed exactly, each apart, of a connection or of all', () => {
  const rows = [
    row('a', '0.10', 'USD'),
    row('b', '0.20', 'USD'),
    row('b', '5.000001', 'CHF'),
    row('a', '7.00', 'EUR'),
    row(null, '1.00', 'GBP'),
    { connection: 'a', currency: null, 'messages.cost': null },
  ]
  expect(otherCosts(rows, null, 'EUR')).toEqual([
    { amount: '5.000001', currency: 'CHF' },
    { amount: '1.00', currency: 'GBP' },
    { amount: '0.30', currency: 'USD' },
  ])
  expect(otherCosts(rows, 'a', 'EUR')).toEqual([{ amount: '0.10', currency: 'USD' }])
  expect(otherCosts(rows, '', 'EUR')).toEqual([{ amount: '1.00', currency: 'GBP' }])
  expect(otherCosts([], null, 'EUR')).toEqual([])
})
