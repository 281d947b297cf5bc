import { z } from 'zod'
import { defaultRequestsPerMinute, maxRequestsPerMinute, maxRotationHours } from './api-key-words.ts'
import { companyKinds, passwordLength, reaches, roles, scopes } from './company-words.ts'
import { nameOf } from './name-of.ts'

export const companySchema = z.object({
  id: z.string(),
  name: z.string(),
  time_zone: z.string(),
  currency: z.string(),
})
export type Company = z.infer<typeof companySchema>

export const companyPatchSchema = z
  .object({
    name: nameOf(200).optional(),
    time_zone: z.string().max(64).optional(),
  })
  .strict()

/** `GET /api/v1/session`. 401 when nobody is signed in. */
export const sessionSchema = z.object({
  user: z.object({ id: z.string(), email: z.string(), name: z.string() }),
  company: companySchema,
  company_kind: z.enum(companyKinds),
  reach: z
    .enum(reaches)
    .describe(
      '`own`: one of its people; `below`: acts from a company above; `view`: only looks, as its owner',
    ),
  role: z.enum(roles).describe('The role of the person in the company that it belongs to'),
  scopes: z.array(z.enum(scopes)).describe('What the person may do with the company'),
  companies: z
    .array(companySchema.extend({ kind: z.enum(companyKinds), role: z.enum(roles) }))
    .describe('Companies that the person belongs to'),
  two_factor: z
    .object({ is_on: z.boolean(), is_due: z.boolean() })
    .describe('is_due: the company asks for it, and nothing else is answered until it is set up'),
})
export type Session = z.infer<typeof sessionSchema>

/** `POST /api/v1/session` signs in and sets the cookie; `DELETE` signs out; `PATCH` changes the company. */
export const signInSchema = z
  .object({ email: z.email().max(320), password: z.string().min(1).max(passwordLength.max) })
  .strict()
export const sessionPatchSchema = z.object({ company_id: z.string() }).strict()

/** `GET /api/v1/setup` */
export const setupStateSchema = z.object({ needed: z.boolean() })
/** `POST /api/v1/setup`: once, while the installation is empty; signs the owner in. */
export const setupSchema = z
  .object({
    code: z.string().max(100).describe('The set-up code that the program printed at its start'),
    company: nameOf(200),
    time_zone: z.string().max(64),
    currency: z.string().regex(/^[A-Z]{3}$/),
    name: nameOf(200),
    email: z.email().max(320),
    password: z.string().min(passwordLength.min).max(passwordLength.max),
  })
  .strict()
export type SetupRequest = z.infer<typeof setupSchema>

const keyLimit = z
  .int()
  .min(1)
  .max(maxRequestsPerMinute)
  .describe('Requests in a minute that each server of the installation takes with it')

export const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string().describe('First characters of the key, to tell keys apart'),
  scopes: z.array(z.enum(scopes)),
  created_at: z.string(),
  last_used_at: z.string().nullable(),
  expires_at: z.string().nullable(),
  requests_per_minute: keyLimit,
  previous_valid_until: z
    .string()
    .nullable()
    .describe('Until when the key before the last rotation is taken too'),
})
export type ApiKey = z.infer<typeof apiKeySchema>
export const apiKeyCreateSchema = z
  .object({
    name: nameOf(100),
    scopes: z.array(z.enum(scopes)).min(1),
    expires_at: z.iso.datetime({ offset: true }).nullable().optional().describe('Never by default'),
    requests_per_minute: keyLimit.optional().describe(`${defaultRequestsPerMinute} by default`),
  })
  .strict()
export type ApiKeyCreate = z.infer<typeof apiKeyCreateSchema>
/** `PATCH /api/v1/api-keys/{id}` */
export const apiKeyPatchSchema = z
  .object({
    name: nameOf(100).optional(),
    expires_at: z.iso.datetime({ offset: true }).nullable().optional(),
    requests_per_minute: keyLimit.optional(),
  })
  .strict()
export type ApiKeyPatch = z.infer<typeof apiKeyPatchSchema>
/** `POST /api/v1/api-keys/{id}/rotate` */
export const apiKeyRotateSchema = z
  .object({
    previous_valid_hours: z
      .int()
      .min(0)
      .max(maxRotationHours)
      .default(24)
      .describe('How long the present key goes on; 0 ends it at once'),
  })
  .strict()
/** The only answer that ever holds the key itself. */
export const apiKeyCreatedSchema = apiKeySchema.extend({ key: z.string() })
