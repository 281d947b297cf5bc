import { z } from 'zod'
import { messageItemSchema } from './messages.ts'
import { latencyBandsMs, messageDimensions, messageMetricNames } from './metric-words.ts'
import { calendarFilters, filterValues, pageParts, periodParts, questionParts } from './question-parts.ts'

/** Filters of questions about messages. */
export const messageFilterParts = {
  channel: filterValues.optional(),
  status: filterValues.optional(),
  connection: filterValues.optional(),
  sender: filterValues.optional(),
  country: filterValues.optional(),
  network: filterValues.optional(),
  campaign: filterValues.optional(),
  template: filterValues.optional(),
  kind: filterValues.optional(),
  error: filterValues.optional(),
  currency: filterValues
    .optional()
    .describe('Of the cost that the provider reported; null: no cost is known'),
  ...calendarFilters,
  latency: z
    .array(z.union([z.literal(latencyBandsMs), z.null()]))
    .min(1)
    .max(latencyBandsMs.length + 1)
    .optional()
    .describe('Bands of the delivery time by their lower bounds in ms; null: no delivery time is known'),
}
export const messageFiltersSchema = z.object(messageFilterParts).strict()
export type MessageFilters = z.infer<typeof messageFiltersSchema>

/** A question about messages: what `metricsQuerySchema` takes of `messages.…`. */
export const messageQuerySchema = z
  .object({
    metrics: z.array(z.enum(messageMetricNames)).min(1).max(30),
    by: z.array(z.enum(messageDimensions)).max(3).default([]),
    filters: messageFiltersSchema.optional(),
    ...questionParts,
  })
  .strict()
export type MessageQuery = z.infer<typeof messageQuerySchema>

export const messageItemsQuerySchema = z
  .object({
    metric: z.enum(messageMetricNames),
    filters: messageFiltersSchema.optional(),
    ...periodParts,
    search: z.string().max(200).optional(),
    ...pageParts,
  })
  .strict()
export type MessageItemsQuery = z.infer<typeof messageItemsQuerySchema>

export const messageItemsSchema = z.object({
  items: z.array(messageItemSchema),
  total: z.number().describe('Items in all: equals the number that was opened'),
  next_cursor: z.string().nullable(),
  as_of: z.string(),
})
export type MessageItems = z.infer<typeof messageItemsSchema>
