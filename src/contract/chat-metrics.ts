import { z } from 'zod'
import { chatClocks, chatClosers, chatDimensions, chatMetricNames, responseBandsMs } from './chat-words.ts'
import { chatItemSchema } from './chats.ts'
import { calendarFilters, filterValues, pageParts, periodParts, questionParts } from './question-parts.ts'

/** Filters of questions about chats, and how they are to be counted (`clock`, `business_time`). */
export const chatFilterParts = {
  messenger: filterValues.optional(),
  chat: filterValues.optional().describe('Ids of configured chats'),
  group: filterValues.optional().describe('Ids of operator groups; null: none'),
  operator: filterValues.optional().describe('Ids of operators; null: none'),
  close_by: z
    .array(z.enum(chatClosers).nullable())
    .min(1)
    .max(chatClosers.length + 1)
    .optional()
    .describe('Who closed; null: not closed, or not known'),
  ...calendarFilters,
  band: z
    .array(z.literal(responseBandsMs).nullable())
    .min(1)
    .max(responseBandsMs.length + 1)
    .optional()
    .describe('Bands of the duration by their lower bounds in ms; null: still pending, or not measured'),
  with_customer_messages: z
    .boolean()
    .optional()
    .describe('Only chats with a public message of the customer; false: only those without'),
  business_time: z.boolean().optional().describe('Durations in business time'),
  clock: z
    .enum(chatClocks)
    .optional()
    .describe('`arrival` (default): of the chats opened in the period; `event`: what happened in it'),
}
export const chatFiltersSchema = z.object(chatFilterParts).strict()
export type ChatFilters = z.infer<typeof chatFiltersSchema>

/** A question about chats: what `metricsQuerySchema` takes of `chats.…`. */
export const chatQuerySchema = z
  .object({
    metrics: z.array(z.enum(chatMetricNames)).min(1).max(30),
    by: z.array(z.enum(chatDimensions)).max(3).default([]),
    filters: chatFiltersSchema.optional(),
    ...questionParts,
  })
  .strict()
export type ChatQuery = z.infer<typeof chatQuerySchema>

export const chatItemsQuerySchema = z
  .object({
    metric: z.enum(chatMetricNames),
    filters: chatFiltersSchema.optional(),
    ...periodParts,
    search: z.string().max(200).optional().describe('Part of the chat id or of the customer id'),
    ...pageParts,
  })
  .strict()
export type ChatItemsQuery = z.infer<typeof chatItemsQuerySchema>

export const chatItemsSchema = z.object({
  items: z.array(chatItemSchema),
  total: z.number().describe('Items in all: equals the number that was opened'),
  next_cursor: z.string().nullable(),
  as_of: z.string(),
})
export type ChatItems = z.infer<typeof chatItemsSchema>
