import { z } from 'zod'
import { detailsRoles } from './company-details-words.ts'

const series = z
  .string()
  .regex(/^[A-Z0-9]{1,10}$/, 'must be 1 to 10 capital letters and digits')
  .describe('What numbers begin with: INV gives INV-2026-000001')

/** What a supplier settles about its documents. */
const settingsSchema = z.strictObject({
  is_registered: z.boolean().describe('For VAT; a small business may not be'),
  standard_rate_percent: z
    .string()
    .regex(/^(?:100|\d{1,2}(?:\.\d{1,2})?)$/, 'must be a percentage from 0 to 100 with at most two places')
    .describe('Of its country: 19, 8.1'),
  payment_days: z.int().min(0).max(365).describe('From the day of issue until a document is due'),
  grace_hours: z.int().min(0).max(744).describe('After the end of a month late facts still join it'),
  invoice_series: series,
  pro_forma_series: series,
  credit_note_series: series,
})

/** `GET /api/v1/supplier-settings`: defaults of version 0 where nothing is on record; nothing is issued before. */
export const supplierSettingsSchema = settingsSchema.extend({
  version: z.int().min(0).describe('Counts the changes; 0 before the first'),
})
export type SupplierSettingsView = z.output<typeof supplierSettingsSchema>

/** `PUT`: all of them. `version` is the one that was read: when somebody was faster, nothing is written. */
export const supplierSettingsPutSchema = supplierSettingsSchema.refine(
  ({ invoice_series, pro_forma_series, credit_note_series }) =>
    new Set([invoice_series, pro_forma_series, credit_note_series]).size === 3,
  'must have three different series',
)
export type SupplierSettingsPut = z.output<typeof supplierSettingsPutSchema>

export const supplierSettingsQuerySchema = z.strictObject({
  role: z
    .enum(detailsRoles)
    .default('company')
    .describe('company: the company as a seller; provider: who sells to it, where it depends on no other'),
})
