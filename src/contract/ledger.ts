import { z } from 'zod'
import { isCleanText } from '../core/index.ts'
import { exportFormats } from './metric-words.ts'
import { moneySchema } from './money.ts'
import { adjustmentKinds, adjustmentStates, authorizationStates, transferKinds } from './money-words.ts'
import { rateSchema } from './prices.ts'

const instant = z.iso.datetime({ offset: true }).describe('RFC 3339 instant with offset')
const cleanText = (maxLength: number) =>
  z
    .string()
    .trim()
    .max(maxLength)
    .refine(isCleanText, 'must hold no NUL character and no half of a surrogate pair')

/** As in events and rates: another spelling would be priced by another rate. */
const word = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,49}$/, 'must be a word of lower-case letters, digits, - and _')
const moneyIn = z
  .object({
    amount: z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/, 'must be a decimal number with at most six places'),
    currency: z.string().regex(/^[A-Z]{3}$/),
  })
  .strict()

const viewedCompanyId = z
  .string()
  .max(100)
  .optional()
  .describe("The caller's company by default; its seller may name one of its customers")

/** Query of `GET /api/v1/balance` and `PATCH /api/v1/balance/settings`. */
export const balanceQuerySchema = z.object({ company_id: viewedCompanyId }).strict()

/** `GET /api/v1/balance` */
export const balanceSchema = z.object({
  balance: moneySchema.describe('Deposits less charges, with corrections'),
  held: moneySchema.describe('Held for messages that were authorized and are not charged yet'),
  available: moneySchema.describe('balance − held + credit limit'),
  credit_limit: moneySchema,
  low_balance_threshold: moneySchema.nullable(),
  is_low: z.boolean().describe('At or below the threshold'),
  blocked: z.boolean().describe('Authorizations are refused'),
  approval_limit: moneySchema
    .nullable()
    .describe(
      'What deposits, corrections and refunds may move within 24 hours without a second person; null: anything',
    ),
  settings_waiting: z.boolean().describe('A change of the settings waits for a second person'),
  as_of: z.string().describe('The facts of this moment are in the balance'),
})
export type Balance = z.infer<typeof balanceSchema>

/**
 * `PATCH /api/v1/balance/settings`: the company sets its own threshold; the other three are staff's. While an approval limit is
 * in force, raising or removing it and raising the credit limit wait for a second person.
 */
export const balanceSettingsSchema = z
  .object({
    low_balance_threshold: moneyIn.nullable().optional(),
    credit_limit: moneyIn.optional(),
    approval_limit: moneyIn.nullable().optional(),
    blocked: z.boolean().optional(),
  })
  .strict()
export type BalanceSettings = z.infer<typeof balanceSettingsSchema>

export const transactionSchema = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.enum(transferKinds),
  base: z.string().describe('Why: the reason given, or what usage it sums'),
  reference: z.string().nullable().describe('Number of the invoice or of the bank transfer'),
  amount: moneySchema.describe('Positive: the balance rose'),
  balance_after: moneySchema,
  company_id: z.string(),
  charges: z.int().nullable().describe('Number of charges that a usage transfer sums'),
  by: z.string().nullable().describe('Name of the person, or of the key, that entered it'),
})
export type Transaction = z.infer<typeof transactionSchema>

/** `GET /api/v1/transactions`, newest first. */
export const transactionsQuerySchema = z
  .object({
    from: instant,
    to: instant,
    kind: z.string().max(100).optional().describe('Kinds separated by commas; all by default'),
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
    usage: z
      .enum(['each', 'day'])
      .optional()
      .describe(
        'each: every posting, as by default; day: usage in one line per local day, cut where another transfer stands between',
      ),
    time_zone: z
      .string()
      .max(64)
      .optional()
      .describe('IANA zone of the days; that of the company whose transactions they are by default'),
    company_id: viewedCompanyId,
  })
  .strict()
export type TransactionsQuery = z.infer<typeof transactionsQuerySchema>
/** `GET /api/v1/transactions/file`: the whole period. */
export const transactionsFileQuerySchema = transactionsQuerySchema
  .omit({ cursor: true, limit: true })
  .extend({ format: z.enum(exportFormats), language: z.enum(['en', 'ru']).default('en') })
  .strict()
export type TransactionsFileQuery = z.infer<typeof transactionsFileQuerySchema>
export const transactionsSchema = z.object({
  transactions: z.array(transactionSchema),
  opening: moneySchema.describe('Balance at the start of the period, over all kinds'),
  closing: moneySchema.describe('Balance at its end'),
  total: moneySchema.describe('Sum of all transactions of the period and kinds asked'),
  count: z.int(),
  next_cursor: z.string().nullable(),
})
export type Transactions = z.infer<typeof transactionsSchema>

/** `POST /api/v1/deposits`, `/corrections`, `/refunds` by staff, with an `Idempotency-Key` header. */
export const adjustmentCreateSchema = z
  .object({
    company_id: z.string().optional().describe("The caller's company by default"),
    amount: moneyIn.describe('Deposits and refunds are above zero; a correction may be negative'),
    reason: cleanText(500).min(1),
    reference: cleanText(100).optional(),
  })
  .strict()
export type AdjustmentCreate = z.infer<typeof adjustmentCreateSchema>

export const adjustmentSchema = z.object({
  id: z.string(),
  kind: z.enum(adjustmentKinds),
  company_id: z.string(),
  company_name: z.string(),
  amount: moneySchema,
  reason: z.string(),
  reference: z.string().nullable(),
  state: z
    .enum(adjustmentStates)
    .describe('waiting: above the approval limit, a second person has to approve it'),
  created_at: z.string(),
  created_by: z.string().nullable(),
  decided_at: z.string().nullable(),
  decided_by: z.string().nullable(),
  transfer_id: z.string().nullable(),
  may_decide: z.boolean().describe('The caller may approve or decline it'),
})
export type Adjustment = z.infer<typeof adjustmentSchema>

/** `GET /api/v1/adjustments`, newest first: of the caller's company and of those that it sells to. */
export const adjustmentsQuerySchema = z
  .object({
    state: z.enum(adjustmentStates).optional(),
    before: z.string().max(100).optional().describe('Id of the last one seen: those entered before it'),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  })
  .strict()
export type AdjustmentsQuery = z.infer<typeof adjustmentsQuerySchema>

/** `POST /api/v1/authorizations`, with an `Idempotency-Key` header: may this message be sent, and at what price? */
export const authorizationCreateSchema = z
  .object({
    message_id: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe('As its events will name it: then they confirm or release the hold'),
    connection_id: z
      .string()
      .max(100)
      .optional()
      .describe('Connection through which its events will come; the API by default'),
    channel: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,49}$/),
    recipient: z.string().min(1).max(320),
    kind: word.optional(),
    category: word.optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
    network: z.string().max(20).optional(),
    segments: z.int().min(1).max(1_000).optional(),
    text: z.string().max(20_000).optional().describe('Counted for segments, not kept'),
    expires_in_s: z.int().min(1).max(604_800).default(86_400),
  })
  .strict()
export type AuthorizationCreate = z.infer<typeof authorizationCreateSchema>

export const authorizationSchema = z.object({
  id: z.string(),
  state: z.enum(authorizationStates),
  message_id: z.string().nullable(),
  amount: moneySchema.describe('Held'),
  charged: moneySchema.nullable().describe('Charged by the facts; null before'),
  rate: rateSchema.nullable(),
  quantity: z.int(),
  created_at: z.string(),
  expires_at: z.string(),
  ended_at: z.string().nullable(),
})
export type Authorization = z.infer<typeof authorizationSchema>
