import { z } from 'zod'
import {
  maxReportRecipients,
  reportFormats,
  reportFrequencies,
  reportServices,
  reportTypes,
} from './report-words.ts'
import { reportContentShape, reportFiltersSchema, reportNameSchema } from './reports.ts'

const recipients = z
  .array(z.email().max(254))
  .max(maxReportRecipients)
  .refine(
    (list) => new Set(list.map((address) => address.toLowerCase())).size === list.length,
    'must not name an address twice',
  )
  .describe('Who gets an e-mail with a link when a report is ready')

/**
 * `POST /api/v1/report-schedules`: a report of each day, ISO week or month, made when it has ended in the zone; an
 * `Idempotency-Key` header makes it happen once.
 */
export const reportScheduleCreateSchema = z.strictObject({
  ...reportContentShape,
  frequency: z.enum(reportFrequencies),
  recipients: recipients.default([]),
})
export type ReportScheduleCreate = z.output<typeof reportScheduleCreateSchema>

/** `PATCH /api/v1/report-schedules/{id}`; of an automatic one only `enabled`, `format`, `language`, `csv_bom` and `recipients`. */
export const reportSchedulePatchSchema = z.strictObject({
  name: reportNameSchema.optional(),
  enabled: z.boolean().optional(),
  format: z.enum(reportFormats).optional(),
  language: z.enum(['en', 'ru']).optional(),
  csv_bom: z.boolean().optional(),
  recipients: recipients.optional(),
})
export type ReportSchedulePatch = z.output<typeof reportSchedulePatchSchema>

export const reportScheduleSchema = z.object({
  id: z.string(),
  name: z.string(),
  service: z.enum(reportServices),
  type: z.enum(reportTypes),
  format: z.enum(reportFormats),
  language: z.enum(['en', 'ru']),
  csv_bom: z.boolean(),
  frequency: z.enum(reportFrequencies),
  time_zone: z.string(),
  filters: reportFiltersSchema,
  columns: z.array(z.string()).nullable(),
  group_by: z.array(z.string()).nullable(),
  granularity: z.string().nullable(),
  recipients: z.array(z.string()),
  enabled: z.boolean(),
  automatic: z
    .boolean()
    .describe('Monthly, of a service in use, there by itself: it is switched off, never removed'),
  next_at: z.string().nullable().describe('When the next one is made; null while it is switched off'),
  last_report_id: z.string().nullable(),
  created_at: z.string(),
  created_by: z.string().nullable(),
})
export type ReportSchedule = z.infer<typeof reportScheduleSchema>

/** `GET /api/v1/report-schedules` */
export const reportSchedulesSchema = z.object({
  schedules: z.array(reportScheduleSchema),
  sends_mail: z.boolean().describe('The server knows a mail server; without one no e-mail goes out'),
})
export type ReportSchedules = z.infer<typeof reportSchedulesSchema>
