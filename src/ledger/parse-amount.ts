import { parseCurrency } from '../companies/index.ts'
import { type ApiMoney, type Failure, fail, fromApiMoney, ok, type Result } from '../core/index.ts'

/** Micro-units of one amount; the tables have the same bound. */
export const maxAmountMicros = 10n ** 18n

export type AmountFailure = Failure<
  'invalid_amount' | 'amount_out_of_range' | 'invalid_currency' | 'currency_mismatch'
>

/** What an amount may be: `positive` above zero, `not_zero` also below, `not_negative` also zero, `any`. */
export type AmountRule = 'positive' | 'not_zero' | 'not_negative' | 'any'

const breaks: Readonly<Record<AmountRule, (amountMicros: bigint) => string | null>> = {
  positive: (amountMicros) => (amountMicros > 0n ? null : 'The amount must be above zero.'),
  not_zero: (amountMicros) => (amountMicros === 0n ? 'The amount must not be zero.' : null),
  not_negative: (amountMicros) => (amountMicros < 0n ? 'The amount must not be negative.' : null),
  any: () => null,
}

/** Micro-units of an amount in the company's currency; nothing is converted and nothing rounded. */
export function parseAmount(
  money: ApiMoney,
  currency: string,
  rule: AmountRule,
): Result<bigint, AmountFailure> {
  const parsed = fromApiMoney(money)
  if (!parsed.ok) return fail('invalid_amount', parsed.failure.detail)
  const { amountMicros } = parsed.value
  const known = parseCurrency(money.currency)
  if (!known.ok) return known
  if (money.currency !== currency)
    return fail('currency_mismatch', `The company's money is in ${currency}: write the amount in it.`)
  const offence = breaks[rule](amountMicros)
  if (offence !== null) return fail('invalid_amount', offence)
  if (amountMicros > maxAmountMicros || amountMicros < -maxAmountMicros) return outOfRange()
  return ok(amountMicros)
}

export function outOfRange(): { ok: false; failure: Failure<'amount_out_of_range'> } {
  return fail(
    'amount_out_of_range',
    'The amount, or the balance with it, is beyond what an account can hold.',
  )
}
