import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromStripeAmount, toStripeAmount } from './stripe-amount.ts'

test.each([
  ['EUR', 10_500_000n, 1_050n],
  ['HUF', 10_450_000n, 1_045n],
  ['JPY', 500_000_000n, 500n],
  ['KWD', 5_120_000n, 5_120n],
  ['ISK', 5_000_000n, 500n],
  ['UGX', 5_000_000n, 500n],
])('%s %d micro-units are %d of the smallest units', (currency, micros, units) => {
  expect(toStripeAmount(micros, currency)).toEqual({ ok: true, value: units })
  expect(fromStripeAmount(Number(units), currency)).toBe(micros)
})

test.each([
  ['EUR', 1n, 'invalid_amount'],
  ['EUR', 10_005_000n, 'invalid_amount'],
  ['EUR', 0n, 'invalid_amount'],
  ['EUR', -10_000n, 'invalid_amount'],
  ['JPY', 500_500_000n, 'invalid_amount'],
  ['KWD', 5_124_000n, 'invalid_amount'],
  ['ISK', 5_500_000n, 'invalid_amount'],
  ['EUR', 1_000_000_000_000n, 'amount_out_of_range'],
])('%s %d micro-units are refused', (currency, micros, code) => {
  expect(toStripeAmount(micros, currency)).toMatchObject({ ok: false, failure: { code } })
})

test('what is taken comes back to the micro-unit', () => {
  const property = fc.property(
    fc.constantFrom('EUR', 'JPY', 'KWD', 'ISK', 'USD', 'RUB', 'CLP', 'TND'),
    fc.bigInt({ min: 1n, max: 10n ** 12n }),
    (currency, micros) => {
      const units = toStripeAmount(micros, currency)
      if (units.ok) expect(fromStripeAmount(Number(units.value), currency)).toBe(micros)
    },
  )
  fc.assert(property)
})
