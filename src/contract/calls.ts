import { z } from 'zod'
import { callDirections } from './call-words.ts'
import { moneySchema } from './money.ts'
import { chargeStates, unratedReasons } from './money-words.ts'

/** One line of a list of calls. Instants are RFC 3339 in the asked zone; null is "not known" or "did not happen". */
export const callItemSchema = z.object({
  id: z.string(),
  call_id: z.string(),
  direction: z.enum(callDirections),
  from: z.string().nullable(),
  to: z.string().nullable(),
  country: z.string().nullable().describe("Of the other party's number"),
  started_at: z.string(),
  answered_at: z.string().nullable(),
  ended_at: z.string(),
  result: z.string(),
  operator: z.string().nullable(),
  connection: z.string().nullable().describe('Connection id; null for events posted to the API'),
  wait_ms: z.number().nullable().describe('From the start to the answer'),
  talk_ms: z.number().nullable().describe('From the answer to the end'),
  cost: moneySchema.nullable().describe('As the source reports it'),
})
export type CallItem = z.infer<typeof callItemSchema>

/** One statement about a call with the raw request behind it: what it says of the whole call. */
export const callTimelineEntrySchema = callItemSchema
  .omit({ id: true, call_id: true, connection: true })
  .extend({
    event_id: z.string(),
    time: z.string(),
    time_source: z.enum(['provider', 'receipt']),
    received_at: z.string(),
    provider: z.string(),
    request_id: z.string(),
    request_index: z.number(),
  })

export const callCardSchema = callItemSchema.extend({
  provider: z.string(),
  charge: z
    .object({
      state: z.enum(chargeStates),
      amount: moneySchema.nullable(),
      quantity: z.number().describe('Seconds, or 1 where the price is per call'),
      unrated_reason: z.enum(unratedReasons).nullable(),
    })
    .nullable()
    .describe('Null: the company has no prices of calls'),
  timeline: z
    .array(callTimelineEntrySchema)
    .describe('In the order in which they count: the last one stands'),
})
export type CallCard = z.infer<typeof callCardSchema>
