import { type Failure, fail, minorDigitsOf, ok, type Result } from '../../core/index.ts'
import type { UsageGroup } from '../../facts/index.ts'
import { type InvoiceAmounts, invoiceAmounts } from '../invoice-amounts.ts'
import { type LinesFailure, type UsageLine, usageLines } from '../invoice-lines.ts'
import { completeDealing, type DetailsMissing } from '../missing-for-document.ts'
import type { Dealing, SupplierSettings } from '../seller.ts'
import { type TaxTreatment, treatmentOf } from '../tax-treatment.ts'
import type { OpenMonth } from './month-rows.ts'

/** What the facts and the ledger say of a month that is to be closed. */
export interface MonthUsage {
  /** As the facts were asked: months of late facts, and the month itself at the end. */
  readonly monthStartsMs: readonly [number, ...number[]]
  readonly groups: readonly UsageGroup[]
  /** Messages of the month that the company should pay for and that have no price. */
  readonly unratedMessages: number
  /** Some of its usage could not be posted to the ledger. */
  readonly isSetAside: boolean
}

/** Why a month is not closed; a person has to do something about it. */
export type MonthAnomaly =
  | Failure<'usage_not_posted' | 'unrated' | 'details_missing' | 'tax_undecided' | 'document_failed'>
  | LinesFailure

export type SettledMonth =
  | { readonly outcome: 'nothing_to_pay' | 'carried' }
  | {
      readonly outcome: 'invoiced'
      readonly settings: SupplierSettings
      readonly lines: readonly UsageLine[]
      readonly amounts: InvoiceAmounts
      readonly treatment: TaxTreatment
      readonly minorDigits: number
    }

/**
 * What becomes of a month: an invoice with these lines and sums, or none. What a month took back from earlier ones may be more
 * than its own usage; nobody is asked for less than nothing, so it is carried into the next one.
 */
export function settleMonth(
  month: OpenMonth,
  usage: MonthUsage,
  dealing: Dealing,
): Result<SettledMonth, MonthAnomaly> {
  if (usage.isSetAside)
    return fail('usage_not_posted', 'Some of its usage could not be posted to the ledger: run verify.')
  if (usage.unratedMessages > 0 && !month.isUnratedAccepted)
    return fail('unrated', `${usage.unratedMessages} messages of the month have no price.`)
  const minorDigits = minorDigitsOf(dealing.buyer.currency)
  const lines = usageLines(usage.groups, {
    monthStartMs: month.fromMs,
    currency: dealing.buyer.currency,
    minorDigits,
  })
  if (!lines.ok) return lines
  if (lines.value.every(({ exactMicros }) => exactMicros === 0n)) return ok({ outcome: 'nothing_to_pay' })
  const netMicros = lines.value.reduce((sum, line) => sum + line.netMicros, 0n)
  if (netMicros < 0n) return ok({ outcome: 'carried' })
  const complete = completeDealing(dealing)
  if (!complete.ok) return fail('details_missing', `Missing: ${namesOf(complete.failure)}.`)
  const treatment = treatmentOf(complete.value)
  if (!treatment.ok) return treatment
  const { rateBasisPoints } = treatment.value
  const amounts = invoiceAmounts(lines.value, { rateBasisPoints, minorDigits })
  return ok({
    outcome: 'invoiced',
    settings: complete.value.supplier.settings,
    lines: lines.value,
    amounts,
    treatment: treatment.value,
    minorDigits,
  })
}

/** `buyer legal_address/postal_code, supplier settings` */
function namesOf({ missing }: DetailsMissing): string {
  return missing.map(({ side, field }) => `${side} ${field}`).join(', ')
}
