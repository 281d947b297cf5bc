import { z } from 'zod'
import type { MessageStep } from '../contract/index.ts'
import { isCleanText, ok, type Result } from '../core/index.ts'
import { type Refusal, type RefusalCode, refuse } from './refusal.ts'

/** Longest values that are kept, in UTF-16 units. The text is counted and dropped, so it may be longer. */
export const maxLength = {
  id: 500,
  address: 320,
  label: 500,
  errorCode: 100,
  errorReason: 1_000,
  url: 4_000,
  text: 50_000,
} as const

/** Most parts or segments that a message has. */
export const maxParts = 255

const text = (length: number) => z.string().max(length).refine(isCleanText)
const required = (length: number) => z.string().min(1).max(length).refine(isCleanText)
const label = text(maxLength.label).nullish()
const partNumber = z.int().min(1).max(maxParts).nullish()

/** What `data` of a message event may state. Unknown fields are ignored here and kept in the archived request. */
const messageDataSchema = z.object({
  message_id: required(maxLength.id),
  channel: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,49}$/)
    .describe('`sms`, `viber`, `email`, `whatsapp`, `push` or another lower-case word'),
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
  specversion: z.literal('1.0'),
  id: required(maxLength.id),
  source: required(maxLength.id).describe('With `id` it names the event'),
  type: z.enum(messageTypes),
  time: z
    .string()
    .max(64)
    .nullish()
    .describe('RFC 3339 instant at the provider; the moment of receipt by default'),
  data: messageDataSchema,
})
export type MessageCloudEvent = z.infer<typeof messageCloudEventSchema>

/** Codes of the fields that have one of their own. A part of the field (`data.cost.amount`) shares it. */
const codeByField: Readonly<Record<string, RefusalCode>> = {
  time: 'invalid_time',
  'data.channel': 'invalid_channel',
  'data.recipient': 'invalid_recipient',
  'data.country': 'invalid_country',
  'data.network': 'invalid_network',
  'data.kind': 'invalid_kind',
  'data.segments': 'invalid_segments',
  'data.part': 'invalid_part',
  'data.parts': 'invalid_part',
  'data.cost': 'invalid_cost',
  'data.error': 'invalid_error',
}

const expectations: Readonly<Record<string, string>> = {
  specversion: 'must be "1.0" (CloudEvents 1.0)',
  time: 'must be an RFC 3339 instant with offset, as "2026-09-01T10:00:03.120Z"',
  data: 'must be a JSON object',
  'data.channel': 'must be a lower-case word, as "sms"',
  'data.country': 'must be two letters (ISO 3166-1 alpha-2)',
  'data.network': 'must be a string of MCC-MNC, as "262-01"',
  'data.kind': 'must be "service" or "advertising"',
  'data.segments': `must be a whole number from 0 to ${maxParts}`,
  'data.part': `must be a whole number from 1 to ${maxParts}`,
  'data.parts': `must be a whole number from 1 to ${maxParts}`,
  'data.cost': 'must be { "amount": decimal string, "currency": three capital letters }',
  'data.error': 'must be { "code"?, "reason"?: strings, "permanent"?: boolean }',
  'data.machine': 'must be true or false',
}

/** Checks one item of a request; the first thing wrong with it is the refusal. */
export function parseCloudEvent(item: unknown): Result<MessageCloudEvent, Refusal> {
  const parsed = messageCloudEventSchema.safeParse(item)
  return parsed.success ? ok(parsed.data) : refuseItem(item, parsed.error.issues)
}

type Refused = ReturnType<typeof refuse>

function refuseItem(item: unknown, issues: readonly z.core.$ZodIssue[]): Refused {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return refuse('invalid_event', 'The item must be a JSON object: a CloudEvent 1.0.')
  const type = 'type' in item ? item.type : undefined
  if (typeof type === 'string' && !Object.hasOwn(stepByType, type)) return refuseType(type)
  const issue = issues[0]
  return issue ? refuseField(issue, item) : refuse('invalid_event', 'The item is not a CloudEvent 1.0.')
}

function refuseType(type: string): Refused {
  const isPlanned = /^(?:chat|call)\.[a-z_]{1,40}$/.test(type)
  return refuse(
    'unsupported_type',
    isPlanned
      ? `Events of type ${type} are not taken in yet; this version takes message events.`
      : `type must be one of ${messageTypes.join(', ')}.`,
  )
}

function refuseField(issue: z.core.$ZodIssue, item: object): Refused {
  const path = issue.path.map(String).join('.')
  const field = issue.path.slice(0, 2).map(String).join('.')
  if (valueAt(item, issue.path) === undefined) return refuse('missing_field', `${path} is required.`)
  if (issue.code === 'custom')
    return refuse('invalid_characters', `${path} must hold no NUL character and no half of a surrogate pair.`)
  if (issue.code === 'too_big' && issue.origin === 'string')
    return refuse(
      field === 'data.text' ? 'text_too_long' : 'field_too_long',
      `${path} must have at most ${issue.maximum} characters.`,
    )
  const isInData = issue.path.length > 1
  const code = codeByField[field] ?? (isInData ? 'invalid_field' : 'invalid_event')
  return refuse(code, `${path} ${expectations[field] ?? 'must be a string that is not empty'}.`)
}

function valueAt(item: unknown, path: readonly PropertyKey[]): unknown {
  let value = item
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, key)
  }
  return value
}
