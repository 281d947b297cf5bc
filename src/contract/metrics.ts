import { z } from 'zod'
import { messageItemSchema } from './messages.ts'
import {
  exportFormats,
  granularities,
  latencyBandsMs,
  messageDimensions,
  messageMetricNames,
} from './metric-words.ts'

const instant = z.iso.datetime({ offset: true }).describe('RFC 3339 instant with offset')
const filterValues = z
  .array(z.union([z.string().max(500), z.null()]))
  .min(1)
  .max(500)

export const metricFiltersSchema = z
  .object({
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
    weekday: z.array(z.int().min(1).max(7)).min(1).max(7).optional().describe('ISO weekday, Monday = 1'),
    hour: z.array(z.int().min(0).max(23)).min(1).max(24).optional().describe('Local hour of the day'),
    latency: z
      .array(z.union([z.literal(latencyBandsMs), z.null()]))
      .min(1)
      .max(latencyBandsMs.length + 1)
      .optional()
      .describe('Bands of the delivery time by their lower bounds in ms; null: no delivery time is known'),
  })
  .strict()
export type MetricFilters = z.infer<typeof metricFiltersSchema>

const selection = {
  from: instant,
  to: instant,
  time_zone: z.string().max(64).optional().describe("IANA zone; the company's by default"),
  filters: metricFiltersSchema.optional(),
}

export const metricsQuerySchema = z
  .object({
    metrics: z.array(z.enum(messageMetricNames)).min(1).max(30),
    by: z.array(z.enum(messageDimensions)).max(3).default([]),
    granularity: z.enum(granularities).optional().describe('Chosen from the length of the period by default'),
    ...selection,
    compare: z.enum(['previous_period']).optional(),
    order: z
      .array(z.object({ key: z.string(), direction: z.enum(['asc', 'desc']) }).strict())
      .max(3)
      .optional(),
    limit: z.int().min(1).max(10_000).default(1_000),
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
    .describe('What the value is a share or percentile of; null for plain counts'),
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
    metric: z.enum(messageMetricNames),
    ...selection,
    search: z.string().max(200).optional().describe('Message id, recipient, sender, or text of the error'),
    cursor: z.string().max(500).optional(),
    limit: z.int().min(1).max(500).default(50),
  })
  .strict()
export type ItemsQuery = z.infer<typeof itemsQuerySchema>

export const itemsResultSchema = z.object({
  items: z.array(messageItemSchema),
  total: z.number().describe('Items in all: equals the number that was opened'),
  next_cursor: z.string().nullable(),
  as_of: z.string(),
})
export type ItemsResult = z.infer<typeof itemsResultSchema>

export const metricDefinitionSchema = z.object({
  name: z.string(),
  title: z.record(z.string(), z.string()).describe('By language: en, ru'),
  definition: z.record(z.string(), z.string()),
  unit: z.enum(['count', 'ratio', 'ms', 'money']),
  clock: z.string(),
  denominator: z.record(z.string(), z.string()).nullable(),
  additive: z.boolean(),
  dimensions: z.array(z.string()),
  filters: z.array(z.string()),
})
export type MetricDefinition = z.infer<typeof metricDefinitionSchema>
export const catalogueSchema = z.object({ metrics: z.array(metricDefinitionSchema) })

/** `GET /api/v1/networks`: names of mobile networks by MCC-MNC, as `Telekom (DE)`. */
export const networksSchema = z.object({ networks: z.record(z.string(), z.string()) })

/** `POST /api/v1/metrics/export`: the rows of a query as a file. `POST /api/v1/metrics/items/export` likewise. */
export const metricsExportSchema = z
  .object({
    query: metricsQuerySchema,
    format: z.enum(exportFormats),
    language: z.enum(['en', 'ru']).default('en'),
    name: z.string().max(100).optional(),
  })
  .strict()
export const itemsExportSchema = z
  .object({
    query: itemsQuerySchema.omit({ cursor: true, limit: true }),
    format: z.enum(exportFormats),
    language: z.enum(['en', 'ru']).default('en'),
    name: z.string().max(100).optional(),
  })
  .strict()
