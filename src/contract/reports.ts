import { z } from 'zod'
import { isCleanText } from '../core/index.ts'
import { granularities } from './metric-words.ts'
import { metricFiltersSchema, metricNames } from './metrics.ts'
import { moneySchema } from './money.ts'
import { transferKinds } from './money-words.ts'
import {
  maxReportNameLength,
  reportErrors,
  reportFilterNames,
  reportFormats,
  reportServices,
  reportStates,
  reportTypes,
} from './report-words.ts'

const instant = z.iso.datetime({ offset: true }).describe('RFC 3339 instant with offset')
const id = z.string().max(100)
export const reportNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(maxReportNameLength)
  .refine(isCleanText, 'must hold no NUL character and no half of a surrogate pair')

/** All filters of all types; one that a type does not take is refused with `invalid_filter`. */
export const reportFiltersSchema = metricFiltersSchema.extend({
  metric: z
    .enum(metricNames)
    .optional()
    .describe(
      'message_detail, chat_sessions, calls: what this number counts; messages.created, chats.new and calls.total by default',
    ),
  search: z
    .string()
    .max(200)
    .optional()
    .describe('message_detail, chat_sessions, calls: as in the list on the page'),
  invoice_id: id.optional().describe('charges: those of this invoice; then no period is needed'),
  company_id: id
    .optional()
    .describe("account_statement: a customer of the caller's company; its own by default"),
  transaction_kind: z
    .array(z.enum(transferKinds))
    .min(1)
    .max(transferKinds.length)
    .optional()
    .describe('account_statement: all by default'),
  usage: z.enum(['each', 'day']).optional().describe('account_statement: each posting, or one line a day'),
  with_expenses: z
    .boolean()
    .optional()
    .describe('dependent_companies: true leaves out companies that cost nothing in the period'),
})
export type ReportFilters = z.infer<typeof reportFiltersSchema>

/** What a report and a schedule have in common. */
export const reportContentShape = {
  type: z.enum(reportTypes),
  name: reportNameSchema,
  format: z.enum(reportFormats).default('xlsx'),
  language: z.enum(['en', 'ru']).default('en'),
  csv_bom: z
    .boolean()
    .default(true)
    .describe('CSV: begins with a byte order mark, by which Excel knows UTF-8'),
  time_zone: z.string().max(64).optional().describe("IANA zone; the company's by default"),
  filters: reportFiltersSchema.optional(),
  columns: z
    .array(z.string().max(100))
    .min(1)
    .max(60)
    .optional()
    .describe('Keys of columns, in their order; those that the type gives by default'),
  group_by: z
    .array(z.string().max(50))
    .min(1)
    .max(3)
    .optional()
    .describe('message_summary: what its rows are divided by; time, channel, status by default'),
  granularity: z
    .enum(granularities)
    .optional()
    .describe('Of rows divided by time; chosen from the length of the period by default'),
}

/** `POST /api/v1/reports`; an `Idempotency-Key` header makes it happen once. */
export const reportCreateSchema = z.strictObject({
  ...reportContentShape,
  from: instant.optional().describe('Not needed where an invoice is asked for'),
  to: instant.optional().describe('Not included'),
})
export type ReportCreate = z.output<typeof reportCreateSchema>

/** `POST /api/v1/reports/preview` */
export const reportPreviewQuerySchema = reportCreateSchema.extend({ name: reportNameSchema.optional() })
export type ReportPreviewQuery = z.output<typeof reportPreviewQuerySchema>

const localText = z.record(z.string(), z.string()).describe('By language: en, ru')
const columnType = z
  .enum(['text', 'integer', 'number', 'percent', 'duration_ms', 'instant', 'money'])
  .describe('How its cells are typed')

export const reportSchema = z.object({
  id: z.string(),
  name: z.string(),
  service: z.enum(reportServices),
  type: z.enum(reportTypes),
  format: z.enum(reportFormats),
  language: z.enum(['en', 'ru']),
  csv_bom: z.boolean(),
  state: z.enum(reportStates),
  percent: z.int().describe('0 to 100, of the generation under way or the last one'),
  rows: z.int().describe('Written so far'),
  period: z
    .object({ from: z.string(), to: z.string().describe('Not included'), time_zone: z.string() })
    .nullable()
    .describe('null: of an invoice'),
  filters: reportFiltersSchema,
  columns: z.array(z.string()).nullable().describe('null: those that the type gives by default'),
  group_by: z.array(z.string()).nullable(),
  granularity: z.enum(granularities).nullable(),
  error: z
    .object({
      code: z.enum(reportErrors),
      detail: z.string().describe('One English sentence; pages say it by the code in their language'),
    })
    .nullable()
    .describe('In the state error'),
  file: z
    .object({
      name: z.string(),
      bytes: z.int(),
      sha256: z.string(),
      rows: z.int(),
      formed_at: z.string(),
    })
    .nullable()
    .describe('The last one that was made; it stays while a report is made again, and is then replaced'),
  generation: z.int().describe('1 at first; each regeneration adds 1'),
  created_at: z.string().describe('The column Added'),
  created_by: z.string().nullable().describe('A person or an API key; null: it was made by itself'),
  formed_at: z.string().nullable().describe('The column Formed: when the file was ready'),
  kept_until: z
    .string()
    .nullable()
    .describe('When the report and its file are removed; null while it is made'),
  schedule_id: z.string().nullable(),
})
export type Report = z.infer<typeof reportSchema>

/** `GET /api/v1/reports`, the newest first. */
export const reportsQuerySchema = z.strictObject({
  search: z.string().trim().max(200).optional().describe('A part of the name, in any case'),
  state: z.enum(reportStates).optional(),
  service: z.enum(reportServices).optional(),
  type: z.enum(reportTypes).optional(),
  from: instant.optional().describe('Created at this moment or later'),
  to: instant.optional().describe('Created before'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ReportsQuery = z.output<typeof reportsQuerySchema>

export const reportsSchema = z.object({
  reports: z.array(reportSchema),
  counts: z
    .object({ all: z.int(), generated: z.int(), generating: z.int(), error: z.int() })
    .describe('Of what is searched for, in all states'),
  next_cursor: z.string().nullable(),
  retention_days: z.int().describe('How long a report is kept after it was formed'),
})
export type Reports = z.infer<typeof reportsSchema>

const reportColumnSchema = z.object({ key: z.string(), title: z.string(), type: columnType })

export const reportPreviewSchema = z.object({
  columns: z.array(reportColumnSchema),
  rows: z
    .array(z.array(z.union([z.string(), z.number(), moneySchema, z.null()])))
    .describe('The first 20, as the columns are ordered; instants as RFC 3339'),
  total_rows: z.int().nullable().describe('Of the whole report, where it is known before it is made'),
  about: z
    .array(z.object({ label: z.string(), value: z.string() }))
    .describe('What stands on the first sheet: company, period, zone, filters, totals'),
})
export type ReportPreview = z.infer<typeof reportPreviewSchema>

/** `GET /api/v1/report-types`: those that the caller may make. */
export const reportTypesSchema = z.object({
  types: z.array(
    z.object({
      type: z.enum(reportTypes),
      service: z.enum(reportServices),
      title: localText,
      description: localText,
      filters: z.array(z.enum(reportFilterNames)),
      group_by: z
        .array(z.object({ key: z.string(), title: localText }))
        .describe('What rows can be divided by; empty: nothing to choose'),
      default_group_by: z.array(z.string()),
      columns: z.array(
        z.object({
          key: z.string(),
          title: localText,
          type: columnType,
          by_default: z.boolean(),
        }),
      ),
      schedulable: z.boolean(),
    }),
  ),
  formats: z.array(z.enum(reportFormats)),
})
export type ReportTypes = z.infer<typeof reportTypesSchema>
