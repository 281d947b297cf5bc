import { z } from 'zod'
import { isCleanText } from '../core/index.ts'
import {
  checkoutStates,
  gatewayKinds,
  gatewayModes,
  paymentSources,
  paymentStates,
  setAsideReasons,
  statementLineStates,
} from './incoming-payment-words.ts'
import { fileParts } from './list-file.ts'
import { moneySchema } from './money.ts'
import { statementFormats } from './payment-words.ts'
import { matchProposalSchema, statementLineSchema } from './payments.ts'

const cleanText = (maxLength: number) =>
  z
    .string()
    .trim()
    .max(maxLength)
    .refine(isCleanText, 'must hold no NUL character and no half of a surrogate pair')
const id = z.string().max(100)
const moneyIn = z.strictObject({
  amount: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,6})?$/, 'must be a decimal number above zero with at most six places'),
  currency: z.string().regex(/^[A-Z]{3}$/),
})
const day = z.iso.date()
const limit = z.coerce.number().int().min(1).max(200).default(50)
const cursor = z.string().max(500).optional()
const paidDocumentSchema = z.object({ id: z.string(), number: z.string() })

/** Money that came in and is on the balance of a company. */
export const paymentSchema = z.object({
  id: z.string(),
  company_id: z.string(),
  company_name: z.string(),
  source: z.enum(paymentSources),
  gateway: z.enum(gatewayKinds).nullable(),
  state: z.enum(paymentStates),
  amount: moneySchema,
  refunded: moneySchema.describe('Of it went back to the payer'),
  charged_back: moneySchema.describe('Of it the bank took back'),
  document: paidDocumentSchema.nullable().describe('The invoice or pro-forma that it names'),
  expected: moneySchema.nullable().describe('What was due of the document when it came'),
  reference: z.string().nullable(),
  payer: z.string().nullable(),
  test: z.boolean().describe('Of a test mode: no real money'),
  received_at: z.string(),
  created_at: z.string(),
  created_by: z.string().nullable(),
  transfer_id: z.string(),
})
export type Payment = z.infer<typeof paymentSchema>

/** `GET /api/v1/payments`, the last received first: of the caller's company, and of those that it sells to. */
export const paymentsQuerySchema = z.strictObject({
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  state: z.enum(paymentStates).optional(),
  company_id: id.optional(),
  cursor,
  limit,
})
export type PaymentsQuery = z.infer<typeof paymentsQuerySchema>
/** `GET /api/v1/payments/file`: every payment that the question finds. */
export const paymentsFileQuerySchema = paymentsQuerySchema
  .omit({ cursor: true, limit: true })
  .extend(fileParts)
  .strict()
export const paymentsSchema = z.object({
  payments: z.array(paymentSchema),
  next_cursor: z.string().nullable(),
})
export type Payments = z.infer<typeof paymentsSchema>

/** `GET /api/v1/payable-documents`: what a customer has to pay, the latest first. */
export const payableDocumentsQuerySchema = z.strictObject({ company_id: id })
export const payableDocumentSchema = z.object({ id: z.string(), number: z.string(), due: moneySchema })
export type ApiPayableDocument = z.infer<typeof payableDocumentSchema>

/** `POST /api/v1/payments` by the seller, with an `Idempotency-Key` header. */
export const paymentCreateSchema = z.strictObject({
  company_id: id,
  amount: moneyIn,
  invoice_id: id.optional().describe('An invoice or pro-forma of the company'),
  reference: cleanText(100).min(1).describe('What the bank or the receipt calls it; the company reads it'),
  received_on: day.describe("Day in the company's time zone"),
})
export type PaymentCreate = z.infer<typeof paymentCreateSchema>
export const paymentEnteredSchema = z.object({
  state: z
    .enum(['credited', 'waiting', 'declined'])
    .describe('waiting: above the approval limit, a second person has to approve the deposit'),
  adjustment_id: z.string(),
  payment: paymentSchema.nullable(),
})
export type PaymentEntered = z.infer<typeof paymentEnteredSchema>

/** `POST /api/v1/checkouts`, with an `Idempotency-Key` header: a document to pay, or an amount to top up. */
export const checkoutCreateSchema = z
  .strictObject({
    invoice_id: id.optional(),
    amount: moneyIn.optional(),
    language: z.enum(['en', 'ru']).default('en'),
  })
  .refine(
    ({ invoice_id, amount }) => (invoice_id === undefined) !== (amount === undefined),
    'Name the document, or an amount.',
  )
export type CheckoutCreate = z.infer<typeof checkoutCreateSchema>
export const checkoutSchema = z.object({
  id: z.string(),
  state: z.enum(checkoutStates),
  amount: moneySchema,
  document: paidDocumentSchema.nullable(),
  url: z.string().nullable().describe("The gateway's page, to which the payer's browser goes"),
  test: z.boolean().describe('Of a test mode: no real money'),
  sandbox: z.boolean().describe('Is paid on a page of ours that plays the gateway'),
  created_at: z.string(),
})
export type ApiCheckout = z.infer<typeof checkoutSchema>
/** `POST /api/v1/checkouts/{id}/sandbox`: what the payer does at the sandbox. */
export const sandboxOutcomeSchema = z.strictObject({ outcome: z.enum(['pay', 'fail']) })
/** `GET /api/v1/checkouts/options`: whether the seller of the company takes cards. */
export const checkoutOptionsSchema = z.object({
  gateway: z.enum(gatewayKinds).nullable().describe('null: cards are not taken'),
  test: z.boolean(),
})
export type CheckoutOptions = z.infer<typeof checkoutOptionsSchema>

/** `GET|PUT /api/v1/payment-gateways`. Secrets are write-only. */
export const paymentGatewaySchema = z.object({
  id: z.string(),
  kind: z.enum(gatewayKinds),
  mode: z.enum(gatewayModes).describe('test: no real money'),
  ready: z.boolean().describe('Has all secrets that it needs'),
  offered: z.boolean().describe('Companies pay by it'),
  webhook_url: z.string().describe('Where the gateway has to send its events'),
  updated_at: z.string(),
  updated_by: z.string().nullable(),
  set_aside: z
    .array(
      z.object({
        event_id: z.string(),
        kind: z.string(),
        reason: z.enum(setAsideReasons),
        received_at: z.string(),
      }),
    )
    .describe('The latest events about which nothing could be done: a person has to look at the gateway'),
})
export type ApiPaymentGateway = z.infer<typeof paymentGatewaySchema>
const secret = z.string().trim().max(255)
export const gatewayPutSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('stripe'),
    api_key: secret
      .regex(/^[sr]k_(live|test)_[A-Za-z0-9_]+$/, 'must begin with sk_live_, sk_test_, rk_live_ or rk_test_')
      .optional()
      .describe('Left out: as it was'),
    webhook_secrets: z
      .array(secret.regex(/^whsec_[A-Za-z0-9+/=_-]+$/, 'must begin with whsec_'))
      .max(2)
      .optional()
      .describe('Two while they are changed. Left out: as they were'),
    offered: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('sandbox'), offered: z.boolean() }),
])
export type GatewayPut = z.infer<typeof gatewayPutSchema>

/** A line of a statement, with what became of it. */
export const importedLineSchema = statementLineSchema.extend({
  id: z.string(),
  account: z.string().nullable(),
  state: z.enum(statementLineStates),
  proposal: matchProposalSchema.extend({
    documents: z.array(
      matchProposalSchema.shape.documents.element.extend({
        company_id: z.string(),
        company_name: z.string(),
      }),
    ),
  }),
  needs_other: z
    .boolean()
    .describe('Above the approval limit: somebody else than who uploaded the statement has to credit it'),
  payment: paymentSchema.nullable(),
  ignored_because: z.string().nullable(),
  decided_at: z.string().nullable(),
  decided_by: z.string().nullable().describe('null: the match was certain'),
})
export type ImportedLine = z.infer<typeof importedLineSchema>
/** `GET /api/v1/statement-lines`, the first booked first while they are proposed, else the last one first. */
export const statementLinesQuerySchema = z.strictObject({
  state: z.enum(statementLineStates).optional(),
  statement_id: id.optional(),
  cursor,
  limit,
})
export type StatementLinesQuery = z.infer<typeof statementLinesQuerySchema>
export const statementLinesSchema = z.object({
  lines: z.array(importedLineSchema),
  next_cursor: z.string().nullable(),
})
export type StatementLines = z.infer<typeof statementLinesSchema>

/** `POST /api/v1/statement-lines/{id}/decide` */
export const lineDecisionSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('credit'), company_id: id, invoice_id: id.optional() }),
  z.strictObject({ action: z.literal('ignore'), reason: cleanText(500).min(1) }),
])
export type LineDecision = z.infer<typeof lineDecisionSchema>

/** `POST /api/v1/bank-statements`: how to read the body. */
export const statementUploadQuerySchema = z.strictObject({
  format: z.enum(statementFormats).optional().describe('By the file itself if left out; CSV needs a mapping'),
  mapping: z.string().max(4_000).optional().describe('Of CSV: a CsvMapping as JSON'),
  account: z
    .string()
    .trim()
    .min(1)
    .max(50)
    .optional()
    .describe("Of 1C: an account of one's own that the file does not name"),
})
export type StatementUploadQuery = z.infer<typeof statementUploadQuerySchema>

const statementBase = {
  id: z.string(),
  format: z.enum(statementFormats),
  account: z.string().nullable(),
  currency: z.string(),
  first_day: z.string().nullable(),
  last_day: z.string().nullable(),
  opening: moneySchema.nullable(),
  closing: moneySchema.nullable(),
  lines: z.int(),
  uploaded_at: z.string(),
  uploaded_by: z.string().nullable(),
}
export const bankStatementUploadSchema = z.object({
  ...statementBase,
  counts: z
    .object({ proposed: z.int(), credited: z.int(), ignored: z.int(), not_ours: z.int() })
    .describe('What became of the lines that this upload brought first'),
})
export type BankStatementUpload = z.infer<typeof bankStatementUploadSchema>
/** `GET /api/v1/bank-statements`, the latest first. */
export const bankStatementsQuerySchema = z.strictObject({ cursor, limit })
export type BankStatementsQuery = z.infer<typeof bankStatementsQuerySchema>
export const bankStatementsSchema = z.object({
  statements: z.array(bankStatementUploadSchema),
  next_cursor: z.string().nullable(),
})
export type BankStatements = z.infer<typeof bankStatementsSchema>

/** What an upload did. */
export const statementReportSchema = z.object({
  statements: z.array(bankStatementUploadSchema).describe('One per account of the file'),
  lines: z.int(),
  repeated: z.int().describe('Lines that were there already'),
  credited: z.int().describe('Certain matches that this upload credited'),
  credited_amounts: z.array(moneySchema).describe('By currency'),
  proposed: z.int().describe('Lines of the file that wait for a person'),
  not_ours: z.int().describe('Money that went out'),
  pending: z.int().describe('Entries that the bank has not booked yet; they are left out'),
})
export type StatementReport = z.infer<typeof statementReportSchema>
