import { z } from 'zod'
import type { MessageStep } from '../contract/index.ts'
import { ok, type Result } from '../core/index.ts'
import { cloudEventEnvelope } from './cloud-event-envelope.ts'
import { maxLength, maxParts } from './field-limits.ts'
import { required, text, word } from './field-texts.ts'
import type { Refusal } from './refusal.ts'
import { refuseItem } from './refuse-item.ts'

const label = text(maxLength.label).nullish()
const partNumber = z.int().min(1).max(maxParts).nullish()

/** What `data` of a message event may state. Unknown fields are ignored here and kept in the archived request. */
const messageDataSchema = z.object({
  message_id: required(maxLength.id),
  connection_id: z
    .uuid()
    .toLowerCase()
    .nullish()
    .describe('The connection through which it was sent: with what its callbacks tell it is one message'),
  channel: word.describe('`sms`, `viber`, `email`, `whatsapp`, `push` or another lower-case word'),
  recipient: required(maxLength.address),
  sender: text(maxLength.address).nullish(),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/)
    .nullish()
    .describe('ISO 3166-1 alpha-2'),
  network: z.string().max(7).nullish().describe('MCC-MNC, such as 262-01'),
  campaign: label,
  template: label,
  kind: z.enum(['service', 'advertising']).nullish(),
  category: label,
  segments: z.int().min(0).max(maxParts).nullish(),
  text: text(maxLength.text).nullish().describe('Counted for segments, not kept'),
  part: partNumber,
  parts: partNumber,
  cost: z.object({ amount: z.string(), currency: z.string() }).nullish(),
  error: z
    .object({
      code: z.union([text(maxLength.errorCode), z.int()]).nullish(),
      reason: text(maxLength.errorReason).nullish(),
      permanent: z.boolean().nullish(),
    })
    .nullish(),
  url: text(maxLength.url).nullish(),
  machine: z.boolean().nullish().describe('Opened or clicked by a machine'),
})

/** The step that each type of message event reports (API.md, "Events in"). */
export const stepByType = {
  'message.accepted': 'accepted',
  'message.queued': 'queued',
  'message.sent': 'sent',
  'message.carrier_delivered': 'carrier_delivered',
  'message.delivered': 'delivered',
  'message.read': 'read',
  'message.failed': 'failed',
  'message.rejected': 'rejected',
  'message.expired': 'expired',
  'message.cancelled': 'cancelled',
  'message.clicked': 'clicked',
  'message.replied': 'replied',
  'message.unsubscribed': 'unsubscribed',
  'message.complained': 'complained',
} as const satisfies Record<string, MessageStep>
type MessageType = keyof typeof stepByType
const messageTypes = Object.keys(stepByType) as MessageType[]

/** A CloudEvent 1.0 in JSON with a message event inside; extension attributes are accepted and ignored. */
export const messageCloudEventSchema = z.object({
  ...cloudEventEnvelope,
  type: z.enum(messageTypes),
  data: messageDataSchema,
})
export type MessageCloudEvent = z.infer<typeof messageCloudEventSchema>

/** Checks one item of a request; the first thing wrong with it is the refusal. */
export function parseCloudEvent(item: unknown): Result<MessageCloudEvent, Refusal> {
  const parsed = messageCloudEventSchema.safeParse(item)
  return parsed.success ? ok(parsed.data) : refuseItem(item, parsed.error.issues, messageTypes)
}
