import { z } from 'zod'
import { moneySchema } from './money.ts'
import { usageObstacles } from './money-words.ts'
import { monthAnomalies, monthCloseStates, monthOutcomes } from './month-close-words.ts'

/** A month of a company that has ended: it waits for its grace time, is closed, or was set aside and why. */
export const monthCloseSchema = z.object({
  id: z.string(),
  company_id: z.string(),
  company_name: z.string(),
  month: z.string().describe('The month that it ends with, `2026-09`'),
  from: z.string().describe('With the offset of the company’s zone'),
  to: z.string().describe('Not included'),
  time_zone: z.string(),
  state: z.enum(monthCloseStates),
  closes_at: z.string().describe('When late facts no longer join it'),
  outcome: z.enum(monthOutcomes).nullable(),
  reason: z.enum(monthAnomalies).nullable(),
  detail: z.string().nullable().describe('What is wrong, in English, with what is missing named'),
  invoice: z.object({ id: z.string(), number: z.string(), gross: moneySchema }).nullable(),
  unrated_accepted: z
    .object({ by: z.string().nullable(), at: z.string(), reason: z.string() })
    .nullable()
    .describe('Who let it be closed though messages of it have no price'),
  updated_at: z.string(),
})
export type MonthClose = z.infer<typeof monthCloseSchema>

/** Usage of a company that the ledger could not take: it is not in the balance, and no month that has some of it is closed. */
export const usageNotPostedSchema = z.object({
  company_id: z.string(),
  company_name: z.string(),
  amount: moneySchema,
  reason: z.enum(usageObstacles),
  since: z.string().describe('When some of it was to be posted first'),
})
export type UsageNotPosted = z.infer<typeof usageNotPostedSchema>

export const monthClosesSchema = z.object({
  counts: z.object({ waiting: z.int(), set_aside: z.int(), closed: z.int() }).describe('Of all states'),
  months: z.array(monthCloseSchema),
  usage_not_posted: z
    .array(usageNotPostedSchema)
    .describe(
      'Of now, whatever months are asked for; at most 100. It is posted by itself once its cause is gone',
    ),
  next: z.string().nullable().describe('To be sent as `after`'),
})
export type MonthCloses = z.infer<typeof monthClosesSchema>

/** `GET /api/v1/month-closes`: companies that the caller sells to, the latest months first. */
export const monthClosesQuerySchema = z.strictObject({
  month: z
    .string()
    .regex(/^[2-9]\d{3}-(?:0[1-9]|1[0-2])$/, 'Write a month as 2026-09.')
    .optional()
    .describe('`2026-09`'),
  state: z.enum(monthCloseStates).optional(),
  company_id: z.uuid().optional(),
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type MonthClosesQuery = z.infer<typeof monthClosesQuerySchema>

/** `POST /api/v1/month-closes/{id}/accept-unrated` */
export const acceptUnratedSchema = z.strictObject({
  reason: z.string().trim().min(1).max(500).describe('Why it is right to close without these messages'),
})
