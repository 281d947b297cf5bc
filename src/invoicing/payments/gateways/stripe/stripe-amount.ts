import { type Failure, fail, ok, type Result } from '../../../../core/index.ts'

/** Currencies whose amounts Stripe takes in whole units. Source: Stripe, "Supported currencies". */
const zeroDecimal = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '))
/** Written in thousandths, of which the last digit has to be 0. */
const threeDecimal = new Set('BHD JOD KWD OMR TND'.split(' '))
/** Written in hundredths as of old, but there are none. */
const wholeInHundredths = new Set(['ISK', 'UGX'])
/** Stripe takes eight digits of the smallest unit. */
const maxUnits = 99_999_999n

/** Micro-units of one of Stripe's smallest units, and the least step in which an amount may be. */
function unitOf(currency: string): { readonly unitMicros: bigint; readonly stepMicros: bigint } {
  if (zeroDecimal.has(currency)) return { unitMicros: 1_000_000n, stepMicros: 1_000_000n }
  if (threeDecimal.has(currency)) return { unitMicros: 1_000n, stepMicros: 10_000n }
  if (wholeInHundredths.has(currency)) return { unitMicros: 10_000n, stepMicros: 1_000_000n }
  return { unitMicros: 10_000n, stepMicros: 10_000n }
}

/** An amount above zero in Stripe's smallest units. Exact: what the currency cannot have is refused, never rounded. */
export function toStripeAmount(
  amountMicros: bigint,
  currency: string,
): Result<bigint, Failure<'invalid_amount' | 'amount_out_of_range'>> {
  const { unitMicros, stepMicros } = unitOf(currency)
  if (amountMicros <= 0n) return fail('invalid_amount', 'The amount must be above zero.')
  if (amountMicros % stepMicros !== 0n)
    return fail(
      'invalid_amount',
      `A card cannot be charged such a fraction of ${currency}: round the amount.`,
    )
  const units = amountMicros / unitMicros
  if (units > maxUnits)
    return fail('amount_out_of_range', 'The amount is more than a card can be charged at once.')
  return ok(units)
}

/** Micro-units of an amount that Stripe states in its smallest units. */
export function fromStripeAmount(units: number, currency: string): bigint {
  return BigInt(units) * unitOf(currency).unitMicros
}
