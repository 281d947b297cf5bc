import { z } from 'zod'
import { documentLanguages } from './company-details-words.ts'
import { documentKinds, documentUnits, taxCategories } from './invoice-words.ts'

const day = z.string().describe('A day: 2026-10-02')
const decimal = z.string().describe("A decimal number; amounts have the currency's digits")

const partySchema = z.object({
  legal_name: z.string(),
  trade_name: z.string().nullable(),
  address: z.object({
    street: z.string(),
    street_2: z.string().nullable(),
    postal_code: z.string(),
    city: z.string(),
    region: z.string().nullable(),
    country: z.string(),
  }),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  registration_number: z.string().nullable(),
  vat_number: z.string().nullable(),
  tax_number: z.string().nullable(),
  kpp: z.string().nullable(),
})

const lineSchema = z.object({
  position: z.int(),
  description: z.string(),
  detail: z.string().nullable(),
  quantity: decimal,
  unit: z.enum(documentUnits),
  unit_price: decimal,
  net: decimal,
  tax_category: z.enum(taxCategories),
  tax_rate_percent: decimal,
  creditable: decimal
    .nullable()
    .describe('What a credit note may still take back of its net; null where there is no such thing'),
})

const taxSchema = z.object({
  category: z.enum(taxCategories),
  rate_percent: decimal,
  taxable: decimal,
  tax: decimal,
  exemption: z.object({ code: z.string().nullable(), text: z.string() }).nullable(),
})

const accountSchema = z.object({
  iban: z.string().nullable(),
  account_number: z.string().nullable(),
  bic: z.string().nullable(),
  bank_name: z.string(),
  correspondent_account: z.string().nullable(),
})

/** A document as it was issued, frozen: everything that stands on it, in its own language and in the currency's digits. */
export const invoiceDocumentSchema = z.object({
  kind: z.enum(documentKinds),
  number: z.string(),
  issued_on: day,
  due_on: day.nullable(),
  period: z.object({ from: day, to: day.describe('Inclusive'), time_zone: z.string() }).nullable(),
  currency: z.string(),
  language: z.enum(documentLanguages),
  corrects: z.object({ number: z.string(), issued_on: day }).nullable(),
  supplier: partySchema,
  buyer: partySchema,
  lines: z.array(lineSchema),
  taxes: z.array(taxSchema),
  totals: z.object({ net: decimal, tax: decimal, gross: decimal, prepaid: decimal, due: decimal }),
  payment: z.object({
    account: accountSchema.nullable(),
    reference: z.string().describe('What the buyer writes into the transfer'),
    qr: z.enum(['epc', 'swiss', 'st00012']).nullable(),
  }),
  notes: z.array(z.string()),
})
export type ApiInvoiceDocument = z.infer<typeof invoiceDocumentSchema>
