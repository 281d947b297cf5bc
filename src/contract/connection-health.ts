import { z } from 'zod'

/** Why a callback was refused that came to a connection's address. Public and stable; docs/providers.md explains each. */
export const refusedReasons = [
  'invalid_signature',
  'invalid_verify_token',
  'confirmation_failed',
  'wrong_account',
  'invalid_body',
] as const
export type RefusedReason = (typeof refusedReasons)[number]

/** Of each connection: the newest ones, for so many days, so much of each body. */
export const maxRefusedRequests = 100
export const refusedKeptDays = 7
export const maxRefusedBodyBytes = 65_536

/** One entry of `GET /api/v1/connections/health`. */
export const connectionHealthSchema = z.object({
  connection_id: z.string(),
  events_last_hour: z.int(),
  events_per_minute: z.number().describe('Average of the last hour, two decimals'),
  lag_ms: z
    .int()
    .nullable()
    .describe('Median from event to receipt, last hour, of events with a time of the provider’s; null: none'),
  repeats_last_hour: z
    .int()
    .describe(
      'Requests of the last hour that told nothing new: repetitions, and what is no event of a message, chat or call',
    ),
  refused_last_day: z
    .int()
    .describe('Callbacks refused in the last 24 hours, by whole hours, also those not kept'),
  last_refused_at: z.string().nullable().describe('The last one that is kept'),
})
export type ConnectionHealth = z.infer<typeof connectionHealthSchema>

export const refusedRequestSchema = z.object({
  id: z.string(),
  received_at: z.string(),
  reason: z.enum(refusedReasons),
  method: z.string(),
  path: z.string().describe('With its query; values that are credentials are left out'),
  body_bytes: z.int().describe('As received'),
})
export type RefusedRequest = z.infer<typeof refusedRequestSchema>

export const refusedRequestDetailSchema = refusedRequestSchema.extend({
  headers: z.record(z.string(), z.string()).describe('Those that matter, never Authorization'),
  body: z.string().describe('The first 64 kB as text; bytes that are not UTF-8 are shown as U+FFFD'),
  is_body_cut: z.boolean(),
})
export type RefusedRequestDetail = z.infer<typeof refusedRequestDetailSchema>

/** Answer of `POST /api/v1/connections/{id}/test`. */
export const connectionTestedSchema = z.object({
  reached: z.boolean().describe('This installation answers at the public address of the connection'),
  duration_ms: z.int(),
  detail: z.string().nullable().describe('Why not'),
})
export type ConnectionTested = z.infer<typeof connectionTestedSchema>
