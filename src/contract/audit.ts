import { z } from 'zod'
import { auditActors, auditAreas } from './audit-words.ts'
import { exportFormats } from './metric-words.ts'

const instant = z.iso.datetime({ offset: true })

const values = z
  .record(z.string(), z.json())
  .nullable()
  .describe('What differs, by name; secrets are never in it')

export const auditEntrySchema = z.object({
  id: z.string(),
  at: z.string(),
  act: z.string().describe('area.verb, such as api_key.created; more are added'),
  company_id: z.string().describe('Whose log it stands in'),
  actor: z.object({
    kind: z.enum(auditActors),
    id: z.string().nullable(),
    name: z.string().nullable().describe('As it was then'),
    is_own: z.boolean().describe('False where a company above this one, or its provider, acted'),
  }),
  subject: z.object({
    id: z.string().nullable(),
    name: z.string().nullable().describe('As it was then'),
  }),
  before: values,
  after: values,
  address: z.string().nullable().describe('Network address; told of the own people only'),
  user_agent: z.string().nullable().describe('Told of the own people only'),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>

const selection = {
  from: instant.optional(),
  to: instant.optional().describe('Not included'),
  area: z.enum(auditAreas).optional(),
  search: z
    .string()
    .max(200)
    .optional()
    .describe('Part of the name of who acted or of what it was done to, of an id or of an address'),
}

/** `GET /api/v1/audit-entries`, the newest first. */
export const auditQuerySchema = z
  .object({
    ...selection,
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  })
  .strict()
export type AuditQuery = z.infer<typeof auditQuerySchema>

/** `GET /api/v1/audit-entries/file` */
export const auditFileQuerySchema = z
  .object({ ...selection, format: z.enum(exportFormats), language: z.enum(['en', 'ru']).default('en') })
  .strict()
export type AuditFileQuery = z.infer<typeof auditFileQuerySchema>

export const auditEntriesSchema = z.object({
  entries: z.array(auditEntrySchema),
  next_cursor: z.string().nullable(),
})
export type AuditEntries = z.infer<typeof auditEntriesSchema>
