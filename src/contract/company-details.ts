import { z } from 'zod'
import { isCleanText } from '../core/index.ts'
import { documentLanguages, maxBankAccounts, missingReasons } from './company-details-words.ts'

/** Null, left out or blank: not known. */
const optionalText = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine(isCleanText, 'must hold no NUL character and no half of a surrogate pair')
    .nullable()
    .default(null)

export const addressSchema = z.strictObject({
  street: optionalText(200),
  street_2: optionalText(200),
  postal_code: optionalText(20),
  city: optionalText(100),
  region: optionalText(100),
  country: optionalText(60).describe('ISO 3166-1 alpha-2'),
})
export type Address = z.output<typeof addressSchema>

export const bankAccountSchema = z.strictObject({
  iban: optionalText(42),
  account_number: optionalText(42).describe(
    'Where there are no IBANs; of a bank in Russia the расчётный счёт',
  ),
  bic: optionalText(20).describe('ISO 9362; of a bank in Russia its БИК'),
  bank_name: optionalText(200),
  correspondent_account: optionalText(42).describe('Of a bank in Russia'),
  currency: z.string().max(20).describe('ISO 4217'),
})
export type BankAccount = z.output<typeof bankAccountSchema>

const emptyAddress: Address = {
  street: null,
  street_2: null,
  postal_code: null,
  city: null,
  region: null,
  country: null,
}

/** Who a company is on its documents. May be incomplete: what an invoice needs is asked when there is one to write. */
export const companyDetailsSchema = z.strictObject({
  legal_name: optionalText(200),
  trade_name: optionalText(200),
  email: optionalText(320),
  phone: optionalText(40).describe('In answers E.164'),
  legal_address: addressSchema.default(emptyAddress),
  postal_address: addressSchema.nullable().default(null).describe('Null: the legal address'),
  registration_number: optionalText(40).describe('Of the register of companies; in Russia ОГРН or ОГРНИП'),
  vat_number: optionalText(40).describe('With its prefix'),
  tax_number: optionalText(40).describe('In Russia ИНН'),
  kpp: optionalText(20).describe('In Russia КПП'),
  bank_accounts: z.array(bankAccountSchema).max(maxBankAccounts).default([]),
  language: z.enum(documentLanguages).nullable().default(null).describe('Of documents'),
})
export type CompanyDetails = z.output<typeof companyDetailsSchema>

/** What a company that has entered nothing has. */
export const emptyDetails: CompanyDetails = companyDetailsSchema.parse({})

/** `GET /api/v1/company/details`, `…/provider-details` */
export const storedDetailsSchema = companyDetailsSchema.extend({
  version: z.int().min(0).describe('Counts the changes; 0 before the first'),
  updated_at: z.string().nullable(),
  updated_by: z.string().nullable().describe('A person or an API key'),
})
export type StoredDetails = z.output<typeof storedDetailsSchema>

/** `PUT`: all of the details. `version` is the one that was read: when somebody was faster, nothing is written. */
export const companyDetailsPutSchema = companyDetailsSchema.extend({ version: z.int().min(0) })
export type CompanyDetailsPut = z.output<typeof companyDetailsPutSchema>

export const companyDetailsQuerySchema = z.strictObject({
  company_id: z.string().max(100).optional().describe('A company that the caller sells to'),
})

/** A field that a document needs and that is not there. Paths are written as in the details: `legal_address/postal_code`. */
export const missingDetailSchema = z.object({ field: z.string(), reason: z.enum(missingReasons) })
export type MissingDetail = z.output<typeof missingDetailSchema>
