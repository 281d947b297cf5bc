import { type Failure, fail, ok, type Result } from '../core/index.ts'

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** The code itself where ISO 4217 has it; failure `invalid_currency` otherwise. */
export function parseCurrency(code: string): Result<string, Failure<'invalid_currency'>> {
  if (currencies.has(code)) return ok(code)
  return fail('invalid_currency', 'Write the currency as three capital letters of ISO 4217, such as EUR.')
}
