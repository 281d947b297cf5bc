import { z } from 'zod'
import { moneySchema } from './money.ts'
import { settingChangeStates } from './money-words.ts'

const accountSettingsSchema = z.object({
  low_balance_threshold: moneySchema.nullable(),
  credit_limit: moneySchema,
  approval_limit: moneySchema.nullable(),
  blocked: z.boolean(),
})
export type AccountSettings = z.infer<typeof accountSettingsSchema>

/** One line of the log of an account's settings: nothing of it is ever changed or removed. */
export const settingChangeSchema = z.object({
  id: z.string(),
  company_id: z.string(),
  company_name: z.string(),
  state: z
    .enum(settingChangeStates)
    .describe(
      'applied: in force at once; waiting: it loosens the limits, a second person has to approve it; approved: in force by their word',
    ),
  before: accountSettingsSchema,
  after: accountSettingsSchema,
  created_at: z.string(),
  created_by: z.string().nullable().describe('Name of the person, or of the key'),
  decided_at: z.string().nullable(),
  decided_by: z.string().nullable(),
  may_approve: z.boolean().describe('The caller may be the second person'),
  may_decline: z.boolean().describe('The caller may decline it; who asked for it takes it back so'),
})
export type SettingChange = z.infer<typeof settingChangeSchema>

/** `GET /api/v1/balance/settings/changes`, newest first: of the caller's company and of those that it sells to. */
export const settingChangesQuerySchema = z
  .object({
    company_id: z.string().max(100).optional().describe('Of one company only'),
    state: z.enum(settingChangeStates).optional(),
    before: z.string().max(100).optional().describe('Id of the last one seen: those made before it'),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  })
  .strict()
export type SettingChangesQuery = z.infer<typeof settingChangesQuerySchema>
