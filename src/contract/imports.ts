import { z } from 'zod'
import { isCleanText, isTimeZone } from '../core/index.ts'
import {
  importDateOrders,
  importDelimiters,
  importEncodings,
  importErrors,
  importFormats,
  importKinds,
  importPreviewRows,
  importStates,
  maxImportColumns,
  maxImportNameLength,
  rowFaults,
} from './import-words.ts'

const clean = (length: number) => z.string().max(length).refine(isCleanText)
const word = z.string().regex(/^[a-z_]{1,40}$/)

/** How a file is read: what its columns mean, and in what zone and way dates and numbers are written. */
export const importMappingSchema = z.strictObject({
  encoding: z.enum(importEncodings),
  delimiter: z.enum(importDelimiters),
  title_row: z
    .int()
    .min(0)
    .max(100)
    .describe('Row of the titles; what stands above is left out. 0: there is none'),
  time_zone: z
    .string()
    .max(64)
    .refine((zone) => isTimeZone(zone), 'must be an IANA time zone')
    .describe('Of dates that are written without an offset'),
  date_order: z
    .enum(importDateOrders)
    .describe('Of dates such as 01/02/2026; a date that begins with its year needs none'),
  decimal_sign: z.enum(['.', ',']),
  columns: z
    .record(word, z.int().min(1).max(maxImportColumns))
    .describe('Field to the number of its column, from 1'),
  fixed: z.record(word, clean(500)).describe('Field to what it is in rows that do not say it'),
  statuses: z
    .record(clean(100), word)
    .refine((words) => Object.keys(words).length <= 500, 'must have at most 500 words')
    .describe('A word of the column of statuses to what it means, where that is not known by itself'),
})
export type ImportMapping = z.infer<typeof importMappingSchema>

/** What a file of a mapping says of the command line; what it leaves out is guessed. Columns by their number or title. */
export const saidMappingSchema = importMappingSchema
  .extend({
    columns: z.record(word, z.union([z.int().min(1).max(maxImportColumns), clean(500).min(1)])),
  })
  .partial()
export type SaidMapping = z.infer<typeof saidMappingSchema>

/** `POST /api/v1/imports`: what the body is. */
export const importUploadQuerySchema = z.strictObject({
  name: z.string().trim().min(1).max(maxImportNameLength).refine(isCleanText).describe('Of the file'),
  kind: z.enum(importKinds).default('messages'),
  format: z.enum(importFormats).optional().describe('By the name of the file if left out'),
})
export type ImportUploadQuery = z.output<typeof importUploadQuerySchema>

/** `POST …/preview`, `…/check`, `…/start`: the mapping to go by; the one before if left out. */
export const importRunSchema = z.strictObject({ mapping: importMappingSchema.optional() })
export type ImportRun = z.infer<typeof importRunSchema>

const faultSchema = z.object({
  fault: z.enum(rowFaults),
  field: z.string().nullable(),
  column: z.int().nullable().describe('Number of the column, from 1'),
  title: z.string().nullable().describe('Of the column'),
  value: z.string().describe('What stands there, cut to 100 characters'),
})
export type ImportFault = z.infer<typeof faultSchema>

/** A row as it would be taken, or why not. */
const previewRowSchema = z.object({
  row: z.int().describe('As a spreadsheet counts them: the first row of the file is 1'),
  taken: z
    .array(z.record(z.string(), z.unknown()))
    .describe('Events in the form of POST /api/v1/events; texts are left out'),
  refused: faultSchema.nullable(),
})
export type ImportPreviewRow = z.infer<typeof previewRowSchema>

export const importPreviewSchema = z.object({
  mapping: importMappingSchema,
  titles: z.array(z.string()),
  guessed: z.record(z.string(), z.int()).describe('What the titles say the columns are'),
  rows: z
    .array(z.array(z.string()))
    .describe(`The first ${importPreviewRows} rows as they stand in the file`),
  taken: z.array(previewRowSchema).describe('The same rows as they would be taken'),
  problem: z
    .object({ code: z.string(), field: z.string().nullable() })
    .nullable()
    .describe('Why nothing could be taken by this mapping'),
})
export type ImportPreview = z.infer<typeof importPreviewSchema>

/** What a run over the file has come to so far; of a check, what would be taken. */
export const importResultSchema = z.object({
  rows: z.int().describe('Rows that were looked at, empty ones left out'),
  taken: z.int(),
  refused: z.int(),
  events: z.int().describe('Those of the rows taken; some may have been there already'),
  from: z.string().nullable().describe('The earliest date'),
  to: z.string().nullable().describe('The latest date'),
  faults: z
    .array(faultSchema.extend({ rows: z.int(), first_row: z.int() }))
    .describe('Kinds of faults, the most frequent first, with the first example of each; at most 100'),
  statuses: z
    .array(z.object({ word: z.string(), meaning: z.string().nullable(), rows: z.int() }))
    .describe('Words of the column of statuses; at most 200'),
})
export type ImportResult = z.infer<typeof importResultSchema>

export const importSchema = z.object({
  id: z.string(),
  kind: z.enum(importKinds),
  name: z.string(),
  format: z.enum(importFormats),
  bytes: z.int().describe('As uploaded'),
  sha256: z.string(),
  state: z.enum(importStates),
  percent: z.int().describe('Of the check or import under way, or of the last one'),
  mapping: importMappingSchema,
  checked: importResultSchema.nullable().describe('What the last check found'),
  imported: importResultSchema.nullable().describe('What has been taken in'),
  error: z.object({ code: z.enum(importErrors), row: z.int().nullable() }).nullable(),
  refused_file: z.boolean().describe('There is a file of the rows that were refused'),
  created_at: z.string(),
  created_by: z.string().nullable(),
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  same_as: z
    .object({ id: z.string(), ended_at: z.string() })
    .nullable()
    .describe('An earlier import of the very same file'),
})
export type Import = z.infer<typeof importSchema>

export const importsQuerySchema = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ImportsQuery = z.output<typeof importsQuerySchema>
export const importsSchema = z.object({
  imports: z.array(importSchema),
  next_cursor: z.string().nullable(),
})
export type Imports = z.infer<typeof importsSchema>

/** `GET …/refused` */
export const refusedQuerySchema = z.strictObject({ language: z.enum(['en', 'ru']).default('en') })
