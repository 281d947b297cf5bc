import { z } from 'zod'
import {
  chatAuthors,
  chatClosers,
  chatContacts,
  chatFirstResponseStates,
  chatFlags,
  chatOpeners,
  chatOpeningSources,
  chatSteps,
  chatTurnOutcomes,
} from './chat-words.ts'

/*
 * Chats as lists and cards show them. Instants are RFC 3339 in the asked zone; null is "none" or "not known". `chat` is the
 * configured chat, `chat_id` the source's id of this one; `id` names it here (`GET /api/v1/chats/{id}`).
 */

const closeBy = z.enum(chatClosers).nullable()
const whose = {
  group: z.string().nullable(),
  operator: z.string().nullable(),
}
const durations = {
  duration_ms: z.number().nullable(),
  business_ms: z.number().nullable().describe('Null without a calendar'),
}
const targets = {
  target_ms: z.number().nullable().describe('Response target of the group; null: it has none'),
  due_at: z.string().nullable().describe('Of what is pending: when the target runs out'),
  business_due_at: z.string().nullable(),
}

/** One line of what a number counts: a chat, or a turn, closing, message, survey, … of it. */
export const chatItemSchema = z.object({
  key: z.string().describe('Names the line within its list'),
  id: z.string(),
  chat_id: z.string(),
  opened_at: z.string(),
  moment: z.string().describe('When what is counted happened, or since when it waits'),
  messenger: z.string().nullable(),
  chat: z.string().nullable(),
  customer: z.string().nullable(),
  ...whose,
  close_by: closeBy,
  is_open: z.boolean(),
  duration_ms: z
    .number()
    .nullable()
    .describe('Of response, resolution and handle times; of what is pending, how long so far'),
  score: z.number().nullable(),
})
export type ChatItem = z.infer<typeof chatItemSchema>

export const chatTurnSchema = z.object({
  asked_at: z.string(),
  ended_at: z.string().nullable(),
  outcome: z.enum(chatTurnOutcomes),
  ...whose,
  ...durations,
  is_first: z.boolean().describe('Its reply is the first response'),
  ...targets,
})

export const chatCycleSchema = z.object({
  from: z.string(),
  to: z.string().nullable(),
  close_by: closeBy,
  ...whose,
  ...durations,
})

export const chatHandlingSchema = z.object({
  from: z.string(),
  ended_at: z.string().nullable(),
  ...whose,
  ...durations,
})

export const chatSurveySchema = z.object({
  asked_at: z.string(),
  rated_at: z.string().nullable(),
  score: z.number().nullable(),
  ...whose,
})

export const chatFirstResponseSchema = z.object({
  state: z.enum(chatFirstResponseStates),
  start_at: z.string().nullable(),
  at: z.string().nullable(),
  ...whose,
  ...durations,
  ...targets,
})

/** One event of a chat's log with the raw request behind it. */
export const chatTimelineEntrySchema = z.object({
  event_id: z.string(),
  step: z.enum(chatSteps),
  time: z.string(),
  time_source: z.enum(['provider', 'receipt']),
  received_at: z.string(),
  provider: z.string(),
  ...whose,
  author: z.enum(chatAuthors).nullable(),
  public: z.boolean(),
  message_id: z.string().nullable(),
  opened_by: z.enum(chatOpeners).nullable(),
  close_by: closeBy,
  score: z.number().nullable().describe('As sent'),
  comment: z.string().nullable(),
  tags: z.array(z.string()),
  request_id: z.string(),
  request_index: z.number(),
})

export const chatCardSchema = z.object({
  id: z.string(),
  chat_id: z.string(),
  provider: z.string(),
  connection: z.string().nullable().describe('Connection id; null for events posted to the API'),
  messenger: z.string().nullable(),
  chat: z.string().nullable(),
  customer: z.string().nullable(),
  ...whose,
  opened_at: z.string(),
  opened_from: z.enum(chatOpeningSources),
  opened_by: z.enum(chatOpeners).nullable(),
  is_open: z.boolean(),
  first_closed_at: z.string().nullable(),
  closed_at: z.string().nullable().describe('The last closing'),
  close_by: closeBy,
  contact: z.enum(chatContacts),
  handed_over_at: z.string().nullable(),
  replied_at: z.string().nullable().describe('First reply of an operator'),
  bot_replied_at: z.string().nullable(),
  unanswered_since: z.string().nullable(),
  messages: z.object({
    customer: z.number(),
    operator: z.number(),
    bot: z.number(),
    private: z.number(),
  }),
  first_response: chatFirstResponseSchema,
  turns: z.array(chatTurnSchema),
  cycles: z.array(chatCycleSchema),
  handlings: z.array(chatHandlingSchema),
  surveys: z.array(chatSurveySchema),
  tags: z.array(z.string()),
  flags: z.array(z.enum(chatFlags)),
  timeline: z.array(chatTimelineEntrySchema),
  timeline_truncated: z
    .boolean()
    .describe('The log has more events than the timeline shows: the latest are left out'),
})
export type ChatCard = z.infer<typeof chatCardSchema>

const chatNameSchema = z.object({ id: z.string(), name: z.string().nullable() })

/** `GET /api/v1/chat-names`: what the settings, else the sources, call configured chats, groups and operators; sorted by name. */
export const chatNamesSchema = z.object({
  chats: z.array(chatNameSchema.extend({ messenger: z.string().nullable() })),
  groups: z.array(chatNameSchema),
  operators: z.array(chatNameSchema),
})
export type ChatNames = z.infer<typeof chatNamesSchema>
