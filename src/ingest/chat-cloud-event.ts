import { z } from 'zod'
import {
  type ChatStep,
  chatAuthors,
  chatClosers,
  chatOpeners,
  maxSourceIdLength,
  messengerPattern,
} from '../contract/index.ts'
import { ok, type Result } from '../core/index.ts'
import { cloudEventEnvelope } from './cloud-event-envelope.ts'
import { maxLength, maxTagsOfEvent } from './field-limits.ts'
import { required, text } from './field-texts.ts'
import type { Refusal } from './refusal.ts'
import { refuseItem } from './refuse-item.ts'

const id = required(maxLength.id)
/** Of a configured chat, a group or an operator: as long as settings can name. */
const sourceId = required(maxSourceIdLength)
const name = text(maxLength.label).nullish()

/** What any chat event may state; the earliest that does is believed. Unknown fields are ignored. */
const chatFields = {
  chat_id: id,
  messenger: z
    .string()
    .regex(messengerPattern)
    .nullish()
    .describe('`web`, `telegram`, `whatsapp`, … or another lower-case word'),
  channel_id: sourceId.nullish().describe('Which configured chat'),
  channel_name: name,
  customer_id: id.nullish(),
} as const
const operator = { operator_id: sourceId.nullish(), operator_name: name } as const
const closing = { ...operator, by: z.enum(chatClosers).nullish() } as const

function eventOf<Type extends string, Fields extends z.ZodRawShape>(type: Type, fields: Fields) {
  return z.object({
    ...cloudEventEnvelope,
    type: z.literal(type),
    data: z.object({ ...chatFields, ...fields }),
  })
}

/** A CloudEvent 1.0 in JSON with a chat event inside (API.md, "Events in"). */
export const chatCloudEventSchema = z.discriminatedUnion('type', [
  eventOf('chat.opened', {
    group_id: sourceId.nullish(),
    group_name: name,
    opened_by: z.enum(chatOpeners).nullish(),
  }),
  eventOf('chat.message', {
    ...operator,
    message_id: id.describe('Two events with the same one are one message'),
    author: z.enum(chatAuthors),
    public: z.boolean().nullish().describe('true by default; private messages are notes among operators'),
  }),
  eventOf('chat.assigned', {
    operator_id: sourceId.nullable().describe('null: to nobody'),
    operator_name: name,
  }),
  eventOf('chat.moved', { group_id: sourceId.nullable().describe('null: to no group'), group_name: name }),
  eventOf('chat.handed_over', {}),
  eventOf('chat.closed', closing),
  eventOf('chat.reopened', closing),
  eventOf('chat.rating_asked', {}),
  eventOf('chat.rated', {
    score: z.int32().describe('1 to 5; others are kept and not counted'),
    comment: text(maxLength.comment).nullish(),
  }),
  eventOf('chat.tagged', { tags: z.array(required(maxLength.tag)).min(1).max(maxTagsOfEvent) }),
])
export type ChatCloudEvent = z.infer<typeof chatCloudEventSchema>

/** The step that each type of chat event reports. */
export const chatStepByType = {
  'chat.opened': 'opened',
  'chat.message': 'message',
  'chat.assigned': 'assigned',
  'chat.moved': 'moved',
  'chat.handed_over': 'handed_over',
  'chat.closed': 'closed',
  'chat.reopened': 'reopened',
  'chat.rating_asked': 'rating_asked',
  'chat.rated': 'rated',
  'chat.tagged': 'tagged',
} as const satisfies Record<ChatCloudEvent['type'], ChatStep>

/** Whether an item says of itself that it is about a chat. */
export function isChatItem(item: unknown): boolean {
  const type = typeof item === 'object' && item !== null && 'type' in item ? item.type : undefined
  return typeof type === 'string' && type.startsWith('chat.')
}

/** Checks one item of a request; the first thing wrong with it is the refusal. */
export function parseChatCloudEvent(item: unknown): Result<ChatCloudEvent, Refusal> {
  const parsed = chatCloudEventSchema.safeParse(item)
  return parsed.success ? ok(parsed.data) : refuseItem(item, parsed.error.issues, Object.keys(chatStepByType))
}
