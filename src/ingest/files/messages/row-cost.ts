import { type ApiMoney, type Failure, type Result, toApiMoney } from '../../../core/index.ts'
import { isPlausibleCost } from '../../plausible-cost.ts'
import { type RowRefusal, refuseRow } from '../file-kind.ts'
import { readFileAmount } from '../read-file-amount.ts'

const none: ReadonlySet<string> = new Set(['', '-', '—', 'null', 'n/a'])

/** What the provider charged for the message; null where the row does not say. */
export function readRowCost(
  written: string,
  currencyOfRow: string,
  decimalSign: '.' | ',',
): Result<ApiMoney | null, Failure & RowRefusal> {
  if (none.has(written.toLowerCase())) return { ok: true, value: null }
  const amount = readFileAmount(written, decimalSign)
  if (amount === null || !isPlausibleCost(amount.micros)) return refuseRow('invalid_amount', 'price', written)
  const currency = amount.currency || currencyOfRow.toUpperCase()
  if (currency === '') return refuseRow('missing_currency', 'currency', '')
  if (!/^[A-Z]{3}$/.test(currency)) return refuseRow('invalid_currency', 'currency', currencyOfRow)
  return { ok: true, value: toApiMoney({ amountMicros: amount.micros, currency }) }
}
