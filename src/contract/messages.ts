import { z } from 'zod'
import { messageStatuses, messageSteps } from './message-words.ts'
import { moneySchema } from './money.ts'
import { chargeStates, unratedReasons } from './money-words.ts'
import { priceReasonSchema } from './prices.ts'

/** What a message is charged, and why. */
export const messageChargeSchema = z.object({
  state: z.enum(chargeStates),
  amount: moneySchema.nullable(),
  reason: priceReasonSchema.nullable().describe('Which rate of which price list; not stated in lists'),
  unrated_reason: z.enum(unratedReasons).nullable(),
})
export type MessageCharge = z.infer<typeof messageChargeSchema>

/** One line of a message list. Instants are RFC 3339 in the asked zone; null is "not known". */
export const messageItemSchema = z.object({
  id: z.string(),
  message_id: z.string(),
  created_at: z.string(),
  channel: z.string(),
  status: z.enum(messageStatuses),
  connection: z.string().nullable().describe('Connection id; null for events posted to the API'),
  sender: z.string().nullable(),
  recipient: z.string().nullable(),
  country: z.string().nullable(),
  network: z.string().nullable(),
  campaign: z.string().nullable(),
  template: z.string().nullable(),
  kind: z.string().nullable(),
  segments: z.number().nullable(),
  sent_at: z.string().nullable(),
  delivered_at: z.string().nullable(),
  read_at: z.string().nullable(),
  latency_ms: z.number().nullable(),
  error: z.object({ code: z.string().nullable(), reason: z.string().nullable() }).nullable(),
  cost: moneySchema.nullable(),
  charge: messageChargeSchema.nullable().describe('Null: charges are not known here'),
  conflict: z.boolean(),
})
export type MessageItem = z.infer<typeof messageItemSchema>

/** One event of a message's log with the raw request behind it. */
export const messageTimelineEntrySchema = z.object({
  event_id: z.string(),
  step: z.enum(messageSteps),
  time: z.string(),
  time_source: z.enum(['provider', 'receipt']),
  received_at: z.string(),
  provider: z.string(),
  part: z.number().nullable(),
  error: z.object({ code: z.string().nullable(), reason: z.string().nullable() }).nullable(),
  url: z.string().nullable(),
  machine: z.boolean(),
  request_id: z.string(),
  request_index: z.number(),
})

export const messageCardSchema = messageItemSchema.extend({
  category: z.string().nullable(),
  parts: z.number().nullable(),
  recipient_type: z.string().nullable(),
  clicked_at: z.string().nullable(),
  replied_at: z.string().nullable(),
  unsubscribed_at: z.string().nullable(),
  complained_at: z.string().nullable(),
  machine_opened_at: z.string().nullable(),
  timeline: z.array(messageTimelineEntrySchema),
})
export type MessageCard = z.infer<typeof messageCardSchema>

/** The raw request behind a step, as it was received (headers that matter, body as text). */
export const rawRequestSchema = z.object({
  request_id: z.string(),
  received_at: z.string(),
  provider: z.string(),
  method: z.string(),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().describe('As text; bytes that are not UTF-8 are shown as U+FFFD'),
  item: z.unknown().describe('The item of the request at request_index, where the body is a list'),
})
export type RawRequestView = z.infer<typeof rawRequestSchema>
