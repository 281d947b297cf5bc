import { z } from 'zod'
import { nameOf } from './name-of.ts'
import { defaultSettingLength, hasNeededSettings, type ProviderSetting } from './provider-declaration.ts'
import { type Provider, providers } from './provider-words.ts'
import { providerDeclarations } from './providers.ts'

/** A setting as it is taken: text, checked for its shape where the provider's declaration tells one. */
function settingSchema({ values, pattern, maxLength = defaultSettingLength, ...rest }: ProviderSetting) {
  const text = z.string().min(1).max(maxLength)
  const schema = values ? z.enum(values) : pattern ? text.regex(pattern) : text
  const described = schema.describe(rest.help.en)
  return rest.isOptional ? described.optional() : described
}

function settingsSchema(provider: Provider) {
  const declaration = providerDeclarations[provider]
  const shape = Object.fromEntries(
    declaration.settings.map((setting) => [setting.name, settingSchema(setting)]),
  )
  const sets = (declaration.oneOf ?? []).map((set) => set.join(' and ')).join(', or ')
  return z
    .object(shape)
    .strict()
    .refine((given) => hasNeededSettings(declaration, new Set(Object.keys(given))), `Needed: ${sets}`)
}

/** Settings by provider; secrets are write-only. */
export const connectionSettingsSchemas = Object.fromEntries(
  providers.map((provider) => [provider, settingsSchema(provider)]),
) as Record<Provider, ReturnType<typeof settingsSchema>>

function createSchema(provider: Provider) {
  return z
    .object({
      provider: z.literal(provider),
      name: nameOf(100),
      settings: connectionSettingsSchemas[provider],
    })
    .strict()
}
const [firstProvider, ...otherProviders] = providers

export const connectionCreateSchema = z.discriminatedUnion('provider', [
  createSchema(firstProvider),
  ...otherProviders.map(createSchema),
])
export type ConnectionCreate = z.infer<typeof connectionCreateSchema>

export const connectionPatchSchema = z
  .object({
    name: nameOf(100).optional(),
    paused: z.boolean().optional(),
    settings: z
      .record(z.string(), z.string())
      .optional()
      .describe('Whole settings of the provider, secrets included'),
  })
  .strict()
export type ConnectionPatch = z.infer<typeof connectionPatchSchema>

/** Longest that the settings before may stay valid, hours. */
export const maxPreviousValidHours = 168

/** Body of `POST /api/v1/connections/{id}/rotate`. */
export const connectionRotateSchema = z
  .object({
    settings: z.record(z.string(), z.string()).describe('Whole settings of the provider, secrets included'),
    previous_valid_hours: z
      .int()
      .min(0)
      .max(maxPreviousValidHours)
      .default(24)
      .describe('For so long callbacks that are signed with the settings before are taken too'),
  })
  .strict()
export type ConnectionRotate = z.infer<typeof connectionRotateSchema>

export const connectionSchema = z.object({
  id: z.string(),
  provider: z.enum(providers),
  name: z.string(),
  paused: z.boolean(),
  webhook_url: z.string(),
  created_at: z.string(),
  last_event_at: z.string().nullable(),
  previous_secret_until: z
    .string()
    .nullable()
    .describe('Until then callbacks signed with the settings before are taken too'),
})
export type Connection = z.infer<typeof connectionSchema>

/** Answer to `POST /api/v1/connections/{id}/reconcile`. */
export const reconciledSchema = z.object({
  conversations: z.int().describe('Looked at'),
  events: z.int().describe('That were missing'),
  is_complete: z.boolean().describe('false: there is more than one run reads; ask again'),
})
export type Reconciled = z.infer<typeof reconciledSchema>
