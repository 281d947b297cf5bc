import { z } from 'zod'
import { companyKinds, passwordLength } from './company-words.ts'
import { moneySchema } from './money.ts'
import { nameOf } from './name-of.ts'

/** What a company that others made can be in: `setting_up` until its details and its time zone are complete. */
export const companyStates = ['active', 'setting_up', 'blocked'] as const
export type CompanyState = (typeof companyStates)[number]

export const companyBelowSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(companyKinds),
  parent: z
    .object({ id: z.string(), name: z.string() })
    .describe('Who sells to it: the company directly above'),
  depth: z.int().describe('Levels below the asking company, from 1'),
  state: z.enum(companyStates),
  time_zone: z.string(),
  currency: z.string(),
  tax_number: z.string().nullable().describe('As its details have it: of VAT, of taxes, of the register'),
  balance: moneySchema.nullable().describe('Null: the caller may not see money'),
  available: moneySchema.nullable(),
  spent_this_month: moneySchema
    .nullable()
    .describe('Charged to the balance since the first of the month in the zone of the company'),
  last_event_at: z.string().nullable(),
  created_at: z.string(),
})
export type CompanyBelow = z.infer<typeof companyBelowSchema>

const maxPage = 200
/** `GET /api/v1/companies`: by name, then by id. */
export const companiesBelowQuerySchema = z.strictObject({
  search: z
    .string()
    .max(100)
    .optional()
    .describe('Part of a name, of a number of taxes or register, or an id'),
  kind: z.enum(['reseller', 'customer']).optional(),
  blocked: z.enum(['true', 'false']).optional(),
  parent_id: z.string().max(100).optional().describe('Only those directly below this company'),
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(maxPage).default(50),
})
export type CompaniesBelowQuery = z.infer<typeof companiesBelowQuerySchema>

export const companiesBelowSchema = z.object({
  companies: z.array(companyBelowSchema),
  total: z.int().describe('Of all pages'),
  next_cursor: z.string().nullable(),
})
export type CompaniesBelow = z.infer<typeof companiesBelowSchema>

/** `GET /api/v1/session/companies`: what the switcher offers, the own companies first. */
export const reachableCompaniesSchema = z.object({
  companies: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(companyKinds),
      tax_number: z.string().nullable(),
      parent_name: z.string().nullable(),
      is_own: z.boolean().describe('The person belongs to it'),
      may_view: z.boolean().describe('The person may look at it as its own people do'),
    }),
  ),
  total: z.int(),
})
export type ReachableCompanies = z.infer<typeof reachableCompaniesSchema>
export const reachableCompaniesQuerySchema = z.strictObject({
  search: z
    .string()
    .max(100)
    .optional()
    .describe('Part of a name, of a number of taxes or register, or an id'),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})
export type ReachableCompaniesQuery = z.infer<typeof reachableCompaniesQuerySchema>

/** `POST /api/v1/companies`: a company directly below the asking one, with its first owner. */
export const companyCreateSchema = z.strictObject({
  name: nameOf(200),
  kind: z.enum(['reseller', 'customer']).default('customer'),
  time_zone: z.string().max(64),
  currency: z.string().regex(/^[A-Z]{3}$/),
  owner: z.strictObject({
    name: nameOf(200),
    email: z.email().max(320),
    password: z
      .string()
      .min(passwordLength.min)
      .max(passwordLength.max)
      .optional()
      .describe('Left out: one is made up and answered once. Not for somebody who signs in already'),
  }),
})
export type CompanyCreate = z.infer<typeof companyCreateSchema>

export const companyCreatedSchema = z.object({
  company: companyBelowSchema,
  owner: z.object({
    email: z.string(),
    is_new: z.boolean().describe('False: signs in already, with the password of before'),
    password: z.string().nullable().describe('To hand over; told this once, and only where it was made up'),
  }),
})
export type CompanyCreated = z.infer<typeof companyCreatedSchema>

/** `GET /api/v1/company/onboarding`: what is still to do before the company is set up. */
export const onboardingSchema = z.object({
  is_complete: z.boolean(),
  missing_details: z.array(z.string()).describe('Fields of the company details, in the order of the form'),
  is_zone_confirmed: z.boolean(),
})
export type Onboarding = z.infer<typeof onboardingSchema>
