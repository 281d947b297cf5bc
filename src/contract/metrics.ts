import { z } from 'zod'
import { callFilterParts, callItemsSchema } from './call-metrics.ts'
import { callDimensions, callMetricNames } from './call-words.ts'
import { chatFilterParts, chatItemsSchema } from './chat-metrics.ts'
import { chatDimensions, chatMetricNames } from './chat-words.ts'
import { messageFilterParts, messageItemsSchema } from './message-metrics.ts'
import { granularities, messageDimensions, messageMetricNames } from './metric-words.ts'
import { exportParts, pageParts, periodParts, questionParts } from './question-parts.ts'

/*
 * What the endpoints of numbers take: metrics of messages, of chats or of calls, never two of them in one question. Schemas say what can be named at
 * all; what goes with what is checked where questions are planned (`mixed_metrics`, `invalid_dimension`, `invalid_filter`).
 * Callers write `MessageQuery`, `ChatQuery` or `CallQuery`, whose types say it.
 */

export const metricNames = [...messageMetricNames, ...chatMetricNames, ...callMetricNames]
export type MetricName = (typeof metricNames)[number]

export const metricDimensions = [...new Set([...messageDimensions, ...chatDimensions, ...callDimensions])]
export type MetricDimension = (typeof metricDimensions)[number]

export const metricFiltersSchema = z
  .object({ ...callFilterParts, ...messageFilterParts, ...chatFilterParts })
  .strict()
export type MetricFilters = z.infer<typeof metricFiltersSchema>

export const metricsQuerySchema = z
  .object({
    metrics: z
      .array(z.enum(metricNames))
      .min(1)
      .max(30)
      .describe('All of messages, all of chats, or all of calls'),
    by: z.array(z.enum(metricDimensions)).max(3).default([]).describe('Dimensions of the metrics asked'),
    filters: metricFiltersSchema.optional().describe('Filters of the metrics asked'),
    ...questionParts,
  })
  .strict()
export type MetricsQuery = z.infer<typeof metricsQuerySchema>

/** A metric's value: a number, money, or null where there is no sample. */
export const metricValueSchema = z.union([
  z.number(),
  z.object({ amount: z.string(), currency: z.string() }),
  z.null(),
])
export type MetricValue = z.infer<typeof metricValueSchema>

/** Keys are dimension names (string, number or null) and metric names. */
export const metricRowSchema = z.record(z.string(), z.union([metricValueSchema, z.string()]))
export type MetricRow = z.infer<typeof metricRowSchema>

export const metricBasisSchema = z.object({
  denominator: z
    .number()
    .nullable()
    .describe('What the value is a share, mean or percentile of; null for plain counts'),
  left_out: z.number().describe('Items of the selection that the metric could not count'),
})

const resultPart = {
  rows: z.array(metricRowSchema),
  totals: metricRowSchema,
  basis: z.record(z.string(), metricBasisSchema).describe('Per metric, for the totals'),
}
export const metricsResultSchema = z.object({
  ...resultPart,
  from: z.string(),
  to: z.string(),
  time_zone: z.string(),
  granularity: z.enum(granularities).nullable(),
  truncated: z.boolean().describe('More rows than `limit` were found'),
  previous: z.object({ ...resultPart, from: z.string(), to: z.string() }).optional(),
  as_of: z.string(),
})
export type MetricsResult = z.infer<typeof metricsResultSchema>

export const itemsQuerySchema = z
  .object({
    metric: z.enum(metricNames),
    filters: metricFiltersSchema.optional(),
    ...periodParts,
    search: z
      .string()
      .max(200)
      .optional()
      .describe(
        'Part of the message id, recipient, sender, campaign or text of the error, within the period; of chats, chat id or customer id; of calls, call id, number or operator id',
      ),
    ...pageParts,
  })
  .strict()
export type ItemsQuery = z.infer<typeof itemsQuerySchema>

/** Lines of messages for metrics of messages, of chats for those of chats, of calls for those of calls. */
export const itemsResultSchema = z.union([messageItemsSchema, chatItemsSchema, callItemsSchema])
export type ItemsResult = z.infer<typeof itemsResultSchema>

export const metricDefinitionSchema = z.object({
  name: z.string(),
  title: z.record(z.string(), z.string()).describe('By language: en, ru'),
  definition: z.record(z.string(), z.string()),
  unit: z.enum(['count', 'ratio', 'ms', 'money', 'score']),
  clock: z
    .string()
    .describe(
      'Which moment puts an item into a period: `created_at`; of chats `arrival` or `as_of`; of calls `started_at`',
    ),
  clocks: z.array(z.string()).describe('Those that can be asked for by the filter `clock`'),
  moment: z
    .record(z.string(), z.string())
    .nullable()
    .describe('When it happens, under the clock `event`; null where there is no such choice'),
  denominator: z.record(z.string(), z.string()).nullable(),
  additive: z.boolean().describe('Rows of any partition add up to the total'),
  dimensions: z.array(z.string()),
  filters: z.array(z.string()),
})
export type MetricDefinition = z.infer<typeof metricDefinitionSchema>
export const catalogueSchema = z.object({ metrics: z.array(metricDefinitionSchema) })

/** `GET /api/v1/networks`: names of mobile networks by MCC-MNC, as `Telekom (DE)`. */
export const networksSchema = z.object({ networks: z.record(z.string(), z.string()) })

/** `POST /api/v1/metrics/export`: the rows of a query as a file. `POST /api/v1/metrics/items/export` likewise. */
export const metricsExportSchema = z.object({ query: metricsQuerySchema, ...exportParts }).strict()
export const itemsExportSchema = z
  .object({ query: itemsQuerySchema.omit({ cursor: true, limit: true }), ...exportParts })
  .strict()
