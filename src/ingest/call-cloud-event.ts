import { z } from 'zod'
import { callDirections } from '../contract/index.ts'
import { ok, type Result } from '../core/index.ts'
import { cloudEventEnvelope } from './cloud-event-envelope.ts'
import { maxLength } from './field-limits.ts'
import { required, text, word } from './field-texts.ts'
import type { Refusal } from './refusal.ts'
import { refuseItem } from './refuse-item.ts'

export const callEndedType = 'call.ended'

const number = text(maxLength.address).nullish()
const moment = z.string().max(64)

/** A CloudEvent 1.0 in JSON about a call that is over (API.md, "Events in"). Unknown fields are ignored. */
export const callCloudEventSchema = z.object({
  ...cloudEventEnvelope,
  type: z.literal(callEndedType),
  data: z.object({
    call_id: required(maxLength.id).describe(
      'An event with the same one corrects the call: the latest `time` counts',
    ),
    direction: z.enum(callDirections),
    from: number.describe('Number or extension of who called; null: withheld'),
    to: number.describe('Number or extension that was called'),
    started_at: moment.describe('RFC 3339: the call began to ring'),
    answered_at: moment.nullish().describe('RFC 3339: somebody took it; null: nobody did'),
    ended_at: moment.describe('RFC 3339'),
    result: word.describe(
      '`answered`, `no_answer`, `busy`, `rejected`, `cancelled`, `failed`, `voicemail` or another lower-case word',
    ),
    operator_id: text(maxLength.id).nullish().describe('Who took or made it'),
    cost: z.object({ amount: z.string(), currency: z.string() }).nullish(),
  }),
})
export type CallCloudEvent = z.infer<typeof callCloudEventSchema>

/** Whether an item says of itself that it is about a call. */
export function isCallItem(item: unknown): boolean {
  const type = typeof item === 'object' && item !== null && 'type' in item ? item.type : undefined
  return typeof type === 'string' && type.startsWith('call.')
}

/** Checks one item of a request; the first thing wrong with it is the refusal. */
export function parseCallCloudEvent(item: unknown): Result<CallCloudEvent, Refusal> {
  const parsed = callCloudEventSchema.safeParse(item)
  return parsed.success ? ok(parsed.data) : refuseItem(item, parsed.error.issues, [callEndedType])
}
