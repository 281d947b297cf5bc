import { z } from 'zod'
import { callDimensions, callDirections, callMetricNames } from './call-words.ts'
import { callItemSchema } from './calls.ts'
import { calendarFilters, filterValues, pageParts, periodParts, questionParts } from './question-parts.ts'

/** Filters of questions about calls. */
export const callFilterParts = {
  direction: z.array(z.enum(callDirections)).min(1).max(callDirections.length).optional(),
  result: filterValues.optional().describe('`answered`, `no_answer`, … and other words that sources give'),
  operator: filterValues.optional().describe('Ids of operators; null: none'),
  connection: filterValues.optional(),
  country: filterValues.optional(),
  currency: filterValues.optional().describe('Of the reported price; null: none was reported'),
  ...calendarFilters,
}
export const callFiltersSchema = z.object(callFilterParts).strict()
export type CallFilters = z.infer<typeof callFiltersSchema>

/** A question about calls: what `metricsQuerySchema` takes of `calls.…`. */
export const callQuerySchema = z
  .object({
    metrics: z.array(z.enum(callMetricNames)).min(1).max(30),
    by: z.array(z.enum(callDimensions)).max(3).default([]),
    filters: callFiltersSchema.optional(),
    ...questionParts,
  })
  .strict()
export type CallQuery = z.infer<typeof callQuerySchema>

export const callItemsQuerySchema = z
  .object({
    metric: z.enum(callMetricNames),
    filters: callFiltersSchema.optional(),
    ...periodParts,
    search: z.string().max(200).optional().describe('Part of the call id, a number or the operator id'),
    ...pageParts,
  })
  .strict()
export type CallItemsQuery = z.infer<typeof callItemsQuerySchema>

export const callItemsSchema = z.object({
  items: z.array(callItemSchema),
  total: z.number().describe('Items in all: equals the number that was opened'),
  next_cursor: z.string().nullable(),
  as_of: z.string(),
})
export type CallItems = z.infer<typeof callItemsSchema>
