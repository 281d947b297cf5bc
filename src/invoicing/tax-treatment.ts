import { isEuMember } from '../companies/index.ts'
import { type Failure, fail, ok, type Result } from '../core/index.ts'
import type { TaxCategory } from '../documents/index.ts'
import type { CompleteDealing } from './missing-for-document.ts'

/** How a supply is taxed: one way for all lines of a document, as everything that is sold here is one kind of service. */
export interface TaxTreatment {
  readonly category: TaxCategory
  /** Hundredths of a percent: 1900 is 19 %. */
  readonly rateBasisPoints: number
  /** Why there is no tax; the code is one of the VATEX list. */
  readonly exemption: { readonly code: string | null; readonly reason: ExemptionReason } | null
}

/** Words for these are in the catalogue. */
export type ExemptionReason = 'reverse_charge' | 'outside_eu' | 'outside_country' | 'not_registered'

/** What decides about the tax of a supplier's documents. */
export interface SupplierTax {
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** Registered for VAT; a small business may not be. */
  readonly isRegistered: boolean
  /** The country's standard rate, hundredths of a percent. */
  readonly standardRateBasisPoints: number
}

export interface BuyerTax {
  readonly country: string
  readonly vatNumber: string | null
}

/**
 * Messaging is a service between businesses, taxed where the buyer is (Directive 2006/112/EC, articles 44 and 196). What a
 * buyer of another member state without a VAT number owes depends on whether it is a business at all: that is for a person
 * to say, so it is a failure and not a guess.
 */
export function taxTreatment(
  supplier: SupplierTax,
  buyer: BuyerTax,
): Result<TaxTreatment, Failure<'tax_undecided'>> {
  if (!supplier.isRegistered) return ok(untaxed('E', null, 'not_registered'))
  if (supplier.country === buyer.country) return ok(standard(supplier.standardRateBasisPoints))
  if (!isEuMember(supplier.country)) return ok(untaxed('O', null, 'outside_country'))
  if (!isEuMember(buyer.country)) return ok(untaxed('O', 'VATEX-EU-O', 'outside_eu'))
  if (buyer.vatNumber !== null) return ok(untaxed('AE', 'VATEX-EU-AE', 'reverse_charge'))
  return fail(
    'tax_undecided',
    'The buyer is in another member state and has no VAT number: enter its VAT number, or choose how it is taxed.',
  )
}

/** How what is sold in a dealing is taxed. */
export function treatmentOf({
  buyer,
  supplier,
}: CompleteDealing): Result<TaxTreatment, Failure<'tax_undecided'>> {
  const { isRegistered, standardRateBasisPoints } = supplier.settings
  return taxTreatment(
    { country: supplier.details.legal_address.country ?? '', isRegistered, standardRateBasisPoints },
    { country: buyer.details.legal_address.country ?? '', vatNumber: buyer.details.vat_number },
  )
}

function standard(rateBasisPoints: number): TaxTreatment {
  if (rateBasisPoints === 0) return { category: 'Z', rateBasisPoints, exemption: null }
  return { category: 'S', rateBasisPoints, exemption: null }
}

function untaxed(category: TaxCategory, code: string | null, reason: ExemptionReason): TaxTreatment {
  return { category, rateBasisPoints: 0, exemption: { code, reason } }
}
