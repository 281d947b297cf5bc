import { expect, test } from 'vitest'
import { chargesAgreement } from './charges-agreement.ts'

const euros = (amount: string) => ({ amount, currency: 'EUR' })

test.each([
  ['2.09', '2.09', 'exactly'],
  ['157.8824', '157.88', 'rounded'],
  ['0.005', '0.01', 'rounded'],
  ['-0.005', '-0.01', 'rounded'],
  ['157.8851', '157.88', 'differs'],
  ['157.87', '157.88', 'differs'],
] as const)('charges of %s and a line of %s: %s', (total, net, agreement) => {
  expect(chargesAgreement(euros(total), euros(net))).toBe(agreement)
})

test('a currency without minor units is rounded to whole ones, and another currency never agrees', () => {
  expect(chargesAgreement({ amount: '12.5', currency: 'JPY' }, { amount: '13', currency: 'JPY' })).toBe(
    'rounded',
  )
  expect(chargesAgreement(euros('13'), { amount: '13', currency: 'JPY' })).toBe('differs')
})
