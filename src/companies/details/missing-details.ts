import {
  type Address,
  type CompanyDetails,
  companyDetailsSchema,
  type MissingDetail,
  type MissingReason,
} from '../../contract/index.ts'
import { hasPostalCodes } from './check-address.ts'
import { euCountries } from './check-vat-number.ts'

/** Whether details as they are on record are all that an invoice to the company needs, as far as its own country says. */
export function isSetUp(stored: unknown): boolean {
  const details = companyDetailsSchema.safeParse(stored)
  return details.success && missingDetails(details.data, { as: 'buyer', otherCountry: null }).length === 0
}

/** Which side of an invoice the details are for, and who is on the other one. */
export interface InvoicePurpose {
  readonly as: 'supplier' | 'buyer'
  /** ISO 3166-1 alpha-2; null: not known yet. */
  readonly otherCountry: string | null
}

/** Where suppliers who owe VAT name their number on invoices. */
const vatCountries: ReadonlySet<string> = new Set([...euCountries, 'CH', 'GB', 'LI', 'NO'])
const euMembers: ReadonlySet<string> = new Set(euCountries)

/** Whether a country (ISO 3166-1 alpha-2) is a member state of the European Union. */
export function isEuMember(country: string): boolean {
  return euMembers.has(country)
}

/**
 * What an invoice needs of a party and is not there, in the order of the form. Between companies in the European Union:
 * names and addresses of both, the supplier's number for VAT, the buyer's where it owes the tax itself (Directive
 * 2006/112/EC, Art. 226 (3)–(5), 196); a supplier without one, such as a small business, names its tax number instead. In
 * Russia: ИНН of both sides, and КПП of those that are not persons (НК РФ, ст. 169 п. 5; Постановление № 1137). The country
 * of both: EN 16931, BT-40 and BT-55.
 */
export function missingDetails(details: CompanyDetails, purpose: InvoicePurpose): MissingDetail[] {
  const { country } = details.legal_address
  return [
    ...missing({ legal_name: details.legal_name }, 'names_the_party'),
    ...missing(addressFields(details.legal_address), 'complete_address'),
    ...(purpose.as === 'supplier' && country !== null && vatCountries.has(country)
      ? missing({ vat_number: details.vat_number ?? details.tax_number }, 'supplier_is_taxed')
      : []),
    ...(owesTheTax(country, purpose)
      ? missing({ vat_number: details.vat_number }, 'buyer_owes_the_tax')
      : []),
    ...(country === 'RU' ? missing(russianFields(details), 'russian_document') : []),
    ...(purpose.as === 'supplier' && details.bank_accounts.length === 0
      ? missing({ bank_accounts: null }, 'account_to_pay_to')
      : []),
  ]
}

function missing(fields: Readonly<Record<string, string | null>>, reason: MissingReason): MissingDetail[] {
  return Object.entries(fields)
    .filter(([, text]) => text === null)
    .map(([field]) => ({ field, reason }))
}

function addressFields(address: Address): Record<string, string | null> {
  const { street, postal_code, city, country } = address
  const needsCode = country === null || hasPostalCodes(country)
  return {
    'legal_address/country': country,
    'legal_address/street': street,
    ...(needsCode ? { 'legal_address/postal_code': postal_code } : {}),
    'legal_address/city': city,
  }
}

/** Services from another member state: the buyer's number shows that it accounts for the tax. */
function owesTheTax(country: string | null, { as, otherCountry }: InvoicePurpose): boolean {
  const isAcrossBorder = country !== null && otherCountry !== null && country !== otherCountry
  return as === 'buyer' && isAcrossBorder && euMembers.has(country) && euMembers.has(otherCountry)
}

/** A person's ИНН has twelve digits; only others have a КПП. */
function russianFields({ tax_number, kpp }: CompanyDetails): Record<string, string | null> {
  const isPerson = tax_number !== null && tax_number.length === 12
  return { tax_number, ...(isPerson ? {} : { kpp }) }
}
