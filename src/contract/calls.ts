import { z } from 'zod'
import { callDirections } from './call-words.ts'
import { moneySchema } from './money.ts'

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
