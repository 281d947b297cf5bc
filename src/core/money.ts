import { fail, ok, type Result } from './result.ts'

/** An exact amount: micro-units (10⁻⁶ of the currency's major unit) of an ISO 4217 currency. */
export interface Money {
  readonly currency: string
  readonly amountMicros: bigint
}

/** Money as the API writes it: a decimal string with at most six places. */
export interface ApiMoney {
  readonly amount: string
  readonly currency: string
}

const microsPerUnit = 1_000_000n
const amountPattern = /^(-?)(\d{1,18})(?:\.(\d{1,6}))?$/
const currencyPattern = /^[A-Z]{3}$/

/** Reads `{ amount: "12.345678", currency: "EUR" }`; anything finer than a micro-unit is refused, never rounded. */
export function fromApiMoney(money: ApiMoney): Result<Money> {
  const match = amountPattern.exec(money.amount)
  if (!match) return fail('invalid_amount', 'Write the amount as a decimal string with at most six places.')
  if (!currencyPattern.test(money.currency))
    return fail('invalid_currency', 'Write the currency as three capital letters (ISO 4217).')
  const [, sign = '', whole = '0', fraction = ''] = match
  const magnitude = BigInt(whole) * microsPerUnit + BigInt(fraction.padEnd(6, '0'))
  return ok({ currency: money.currency, amountMicros: sign === '-' ? -magnitude : magnitude })
}

/** Writes micro-units as a decimal string without trailing zeros beyond two places: `12.50`, `0.000123`. */
export function toApiMoney(money: Money): ApiMoney {
  const negative = money.amountMicros < 0n
  const magnitude = negative ? -money.amountMicros : money.amountMicros
  const whole = magnitude / microsPerUnit
  const fraction = (magnitude % microsPerUnit)
    .toString()
    .padStart(6, '0')
    .replace(/0{1,4}$/, '')
  return { amount: `${negative ? '-' : ''}${whole}.${fraction}`, currency: money.currency }
}
