import { z } from 'zod'
import { isCleanText, isSeen } from '../core/index.ts'
import { invoiceDocumentSchema } from './invoice-document.ts'
import { documentKinds, documentOrders, documentStatuses } from './invoice-words.ts'
import { fileParts } from './list-file.ts'
import { moneySchema } from './money.ts'

const instant = z.iso.datetime({ offset: true }).describe('RFC 3339 instant with offset')
const cleanText = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine(isCleanText, 'must hold no NUL character and no half of a surrogate pair')
    .refine(isSeen, 'must have something to be read')
const id = z.string().max(100)

/** A document in a list, with how it stands now. */
export const invoiceSchema = z.object({
  id: z.string(),
  number: z.string().describe('Account ID on the pages'),
  kind: z.enum(documentKinds),
  series: z.string(),
  company: z.object({ id: z.string(), name: z.string() }).describe('The buyer'),
  file_name: z.string(),
  period: z
    .object({ from: z.string(), to: z.string().describe('Not included'), time_zone: z.string() })
    .nullable(),
  net: moneySchema,
  tax: moneySchema,
  gross: moneySchema,
  prepaid: moneySchema.describe('From the balance, when it was issued'),
  due: moneySchema.describe('When it was issued: gross − prepaid'),
  credited: moneySchema.describe('By credit notes, with tax'),
  paid: moneySchema.describe(
    'By now: money of the company pays the invoice that it names, and else from the oldest on',
  ),
  outstanding: moneySchema.describe('To be paid by now; zero of what is void or taken back'),
  status: z.enum(documentStatuses),
  due_on: z.string().nullable().describe('A day: 2026-10-16'),
  created_at: z.string(),
  corrects: z.object({ id: z.string(), number: z.string() }).nullable(),
})
export type Invoice = z.infer<typeof invoiceSchema>

/** `GET /api/v1/invoices` */
export const invoicesSchema = z.object({
  invoices: z.array(invoiceSchema),
  next_cursor: z.string().nullable(),
})
export type Invoices = z.infer<typeof invoicesSchema>

const several = (words: readonly string[]) =>
  z
    .string()
    .max(200)
    .optional()
    .describe(`One or more of ${words.join(', ')}, separated by commas`)

export const invoicesQuerySchema = z.strictObject({
  company_id: id
    .optional()
    .describe("The caller's company by default; its seller may name one of its customers"),
  seller: z
    .enum(['true'])
    .optional()
    .describe("true: what the caller's company issued, to all of its customers or to `company_id`"),
  number: z.string().trim().max(60).optional().describe('The number or a part of it'),
  from: instant.optional().describe('Issued at this moment or later'),
  to: instant.optional().describe('Issued before'),
  kind: several(documentKinds),
  status: several(documentStatuses),
  sort: z.enum(documentOrders).default('created'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type InvoicesQuery = z.output<typeof invoicesQuerySchema>

/** `GET /api/v1/invoices/file`: every document that the question finds. */
export const invoicesFileQuerySchema = invoicesQuerySchema
  .omit({ cursor: true, limit: true })
  .extend(fileParts)
  .strict()

/** `GET /api/v1/invoices/{id}` */
export const invoiceDetailSchema = invoiceSchema.extend({
  document: invoiceDocumentSchema,
  credit_notes: z.array(invoiceSchema),
  voided_at: z.string().nullable(),
  void_reason: z.string().nullable(),
  by: z.string().nullable().describe('A person or an API key; null: it was made by itself'),
  may_credit: z.boolean().describe('The caller may issue a credit note for it, and something is left'),
  may_void: z.boolean().describe('The caller may make it void, as it stands'),
})
export type InvoiceDetail = z.infer<typeof invoiceDetailSchema>

/** `POST /api/v1/invoices`, with an `Idempotency-Key` header: a pro-forma to top up the balance. */
export const proFormaCreateSchema = z.strictObject({
  amount: z
    .strictObject({
      amount: z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'must be a decimal number above zero'),
      currency: z.string().regex(/^[A-Z]{3}$/),
    })
    .describe('What is going to be paid, tax included; all of it is added to the balance'),
  company_id: id.optional().describe("A customer of the caller's company; its own by default"),
})
export type ProFormaCreate = z.output<typeof proFormaCreateSchema>

/** `POST /api/v1/invoices/{id}/credit-notes`, with an `Idempotency-Key` header. */
export const creditNoteCreateSchema = z.strictObject({
  reason: cleanText(500).describe('It stands on the document'),
  lines: z
    .array(
      z.strictObject({
        position: z.int().min(1).max(100_000),
        net: z
          .string()
          .regex(/^-?\d{1,12}(\.\d{1,6})?$/, 'must be a decimal number')
          .describe('What is taken back of the line; with the sign of the line'),
      }),
    )
    .min(1)
    .max(5_000)
    .optional()
    .describe('Everything that is left of the invoice by default'),
})
export type CreditNoteCreate = z.output<typeof creditNoteCreateSchema>

/** `POST /api/v1/invoices/{id}/void` */
export const voidInvoiceSchema = z.strictObject({ reason: cleanText(500) })
export type VoidInvoice = z.output<typeof voidInvoiceSchema>

export const invoiceChargesQuerySchema = z.strictObject({
  line: z.coerce.number().int().min(1).max(100_000).optional().describe('Position; all lines by default'),
  cursor: z.string().max(1_000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type InvoiceChargesQuery = z.output<typeof invoiceChargesQuerySchema>

/** What an invoice charges for one message. */
export const invoiceChargeSchema = z.object({
  id: z
    .string()
    .nullable()
    .describe('Of the message in `GET /api/v1/messages/{id}`; null where it is gone, or another company’s'),
  message_id: z.string().describe('Empty where the facts have no such message any more'),
  recipient: z
    .string()
    .nullable()
    .describe('Null for messages of a company that depends on the payer: it is no concern of the payer'),
  company: z
    .object({ id: z.string(), name: z.string() })
    .describe('The payer itself, or the company that buys from it and whose traffic it is'),
  created_at: z.string(),
  channel: z.string(),
  country: z.string(),
  quantity: z.string().describe('A whole number, below zero where a charge was taken back'),
  price: moneySchema,
  amount: moneySchema,
})
export type InvoiceCharge = z.infer<typeof invoiceChargeSchema>

/** `GET /api/v1/invoices/{id}/charges` */
export const invoiceChargesSchema = z.object({
  charges: z.array(invoiceChargeSchema),
  count: z.int().describe('Of all pages'),
  total: moneySchema.describe('Of all pages, before rounding'),
  next_cursor: z.string().nullable(),
})
export type InvoiceCharges = z.infer<typeof invoiceChargesSchema>
