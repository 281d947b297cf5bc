import { type InvoicePurpose, missingDetails } from '../../companies/index.ts'
import type { StoredDetails } from '../../contract/index.ts'
import { type Failure, fail, minorDigitsOf, ok, type Result } from '../../core/index.ts'
import type { UsageGroup } from '../../facts/index.ts'
import { type InvoiceAmounts, invoiceAmounts } from '../invoice-amounts.ts'
import { type LinesFailure, type UsageLine, usageLines } from '../invoice-lines.ts'
import type { Dealing, SupplierSettings } from '../seller.ts'
import { type TaxTreatment, taxTreatment } from '../tax-treatment.ts'
import type { OpenMonth } from './month-rows.ts'

/** What the facts and the ledger say of a month that is to be closed. */
export interface MonthUsage {
  readonly groups: readonly UsageGroup[]
  /** Messages of the month that the company should pay for and that have no price. */
  readonly unratedMessages: number
  /** Some of its usage could not be posted to the ledger. */
  readonly isSetAside: boolean
}

/** Why a month is not closed; a person has to do something about it. */
export type MonthAnomaly =
  | Failure<
      | 'usage_not_posted'
      | 'unrated'
      | 'supplier_settings_missing'
      | 'details_missing'
      | 'tax_undecided'
      | 'document_failed'
    >
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
  { buyer, supplier }: Dealing,
): Result<SettledMonth, MonthAnomaly> {
  if (usage.isSetAside)
    return fail('usage_not_posted', 'Some of its usage could not be posted to the ledger: run verify.')
  if (usage.unratedMessages > 0 && !month.isUnratedAccepted)
    return fail('unrated', `${usage.unratedMessages} messages of the month have no price.`)
  const minorDigits = minorDigitsOf(buyer.currency)
  const lines = usageLines(usage.groups, {
    monthStartMs: month.fromMs,
    currency: buyer.currency,
    minorDigits,
  })
  if (!lines.ok) return lines
  if (lines.value.every(({ exactMicros }) => exactMicros === 0n)) return ok({ outcome: 'nothing_to_pay' })
  const netMicros = lines.value.reduce((sum, line) => sum + line.netMicros, 0n)
  if (netMicros < 0n) return ok({ outcome: 'carried' })
  const { settings } = supplier
  if (settings === null)
    return fail(
      'supplier_settings_missing',
      'The supplier has not said how its documents are taxed and numbered.',
    )
  const missing = missingFields({ buyer, supplier })
  if (missing.length > 0) return fail('details_missing', `Missing: ${missing.join(', ')}.`)
  const treatment = taxTreatment(
    {
      country: supplier.details.legal_address.country ?? '',
      isRegistered: settings.isRegistered,
      standardRateBasisPoints: settings.standardRateBasisPoints,
    },
    { country: buyer.details.legal_address.country ?? '', vatNumber: buyer.details.vat_number },
  )
  if (!treatment.ok) return treatment
  const { rateBasisPoints } = treatment.value
  const amounts = invoiceAmounts(lines.value, { rateBasisPoints, minorDigits })
  return ok({
    outcome: 'invoiced',
    settings,
    lines: lines.value,
    amounts,
    treatment: treatment.value,
    minorDigits,
  })
}

/** `buyer legal_address/postal_code`: what has to be entered first, in the order of the form. */
function missingFields({ buyer, supplier }: Dealing): readonly string[] {
  return [
    ...fieldsOf('supplier', supplier.details, buyer.details),
    ...fieldsOf('buyer', buyer.details, supplier.details),
  ]
}

function fieldsOf(
  side: InvoicePurpose['as'],
  details: StoredDetails,
  other: StoredDetails,
): readonly string[] {
  const missing = missingDetails(details, { as: side, otherCountry: other.legal_address.country })
  return missing.map(({ field }) => `${side} ${field}`)
}
