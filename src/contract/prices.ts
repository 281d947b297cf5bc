import { z } from 'zod'
import { isCleanText } from '../core/index.ts'
import { moneySchema } from './money.ts'
import {
  chargeMoments,
  maxRatesOfVersion,
  pricesInstead,
  rateUnits,
  trafficOrigins,
  unratedReasons,
  versionStates,
} from './money-words.ts'

const instant = z.iso.datetime({ offset: true }).describe('RFC 3339 instant with offset')
const word = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,49}$/, 'must be a word of lower-case letters, digits, - and _')
const priceListName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine(isCleanText, 'must hold no NUL character and no half of a surrogate pair')

/** Exact price in the list's currency, at most six places, never negative. */
const price = z
  .string()
  .regex(
    /^\d{1,7}(\.\d{1,6})?$/,
    'must be a decimal number with at most seven digits and six places, not negative',
  )

export const rateSchema = z
  .object({
    channel: word.describe('Channel of the message, `chat` for chat messages, `call` for calls'),
    kind: word
      .nullable()
      .describe('service, advertising, operator, bot, customer, or a WhatsApp category; null: every kind'),
    destination: z
      .string()
      .regex(
        /^(?:any|[A-Z]{2}|\d{3}-\d{2,3}|\+[1-9]\d{0,14})$/,
        'must be any, a country (DE), a network (262-01) or a prefix (+49151)',
      )
      .describe('`any`, ISO 3166 country, MCC-MNC network, or number prefix with its plus'),
    unit: z.enum(rateUnits),
    price,
    first_increment_s: z
      .int()
      .min(1)
      .max(3_600)
      .optional()
      .describe('Calls: least duration charged; 1 by default'),
    increment_s: z
      .int()
      .min(1)
      .max(3_600)
      .optional()
      .describe('Calls: step in which more is charged; 1 by default'),
  })
  .strict()
export type Rate = z.infer<typeof rateSchema>

/** Moment of charging by channel; `sent` for channels that are not named. */
export const chargeOnSchema = z.record(word, z.enum(chargeMoments))

export const priceListVersionSchema = z.object({
  number: z.int(),
  state: z.enum(versionStates),
  rates: z.int().describe('Number of rates'),
  created_at: z.string(),
  published_at: z.string().nullable(),
})
export const priceAssignmentSchema = z.object({
  id: z.string(),
  company_id: z.string(),
  company_name: z.string(),
  version: z.int(),
  from: z.string(),
  to: z.string().nullable().describe('Not included; null: until further notice'),
  gap: z
    .object({ from: z.string(), to: z.string().nullable().describe('Null: until further notice') })
    .nullable()
    .describe('Time after it in which nothing is in force for the company: its messages have no price then'),
})
export type PriceAssignment = z.infer<typeof priceAssignmentSchema>

export const priceListSchema = z.object({
  id: z.string(),
  name: z.string(),
  currency: z.string(),
  created_at: z.string(),
  versions: z.array(priceListVersionSchema),
  assignments: z.array(priceAssignmentSchema),
})
export type PriceList = z.infer<typeof priceListSchema>

export const priceListCreateSchema = z
  .object({ name: priceListName, currency: z.string().regex(/^[A-Z]{3}$/) })
  .strict()
export const priceListPatchSchema = z.object({ name: priceListName }).strict()

/** A version with all of its rates, as it is read and, while a draft, replaced. */
export const priceListDraftSchema = z
  .object({ charge_on: chargeOnSchema.default({}), rates: z.array(rateSchema).max(maxRatesOfVersion) })
  .strict()
export type PriceListDraft = z.infer<typeof priceListDraftSchema>
export const priceListVersionDetailSchema = priceListVersionSchema
  .omit({ rates: true })
  .extend({ charge_on: chargeOnSchema, rates: z.array(rateSchema) })
export type PriceListVersionDetail = z.infer<typeof priceListVersionDetailSchema>

/** Puts a published version in force for a company. What was in force there ends at `from`. */
export const priceAssignmentCreateSchema = z
  .object({
    company_id: z.string(),
    version: z.int().min(1),
    from: instant,
    to: instant.nullable().default(null),
  })
  .strict()

/** Another end of an assignment; null: until further notice. */
export const priceAssignmentPatchSchema = z.object({ to: instant.nullable() }).strict()

/** How an assignment is taken back after which nothing would be in force in its time. */
export const priceAssignmentDeleteSchema = z
  .object({
    instead: z
      .enum(pricesInstead)
      .optional()
      .describe(
        '`previous`: the assignment before it goes on to its end; `nothing`: messages of its time have no price',
      ),
  })
  .strict()

/** A new draft: empty, or with the rates and moments of charging of a version that there is. */
export const priceListVersionCreateSchema = z
  .object({ copy_of: z.int().min(1).nullable().default(null) })
  .strict()

/** `GET /api/v1/prices`: what is in force for the caller's company now. */
export const pricesSchema = z.object({
  price_list: z.string(),
  currency: z.string(),
  version: z.int(),
  from: z.string(),
  to: z.string().nullable().describe('Not included; null: until further notice'),
  charge_on: chargeOnSchema,
  rates: z.array(rateSchema),
})
export type Prices = z.infer<typeof pricesSchema>

/** Answer to an imported file: nothing is kept unless every row is right. */
export const priceImportSchema = z.object({
  rates: z.int(),
  refused: z.array(
    z.object({ row: z.int(), column: z.string().nullable(), code: z.string(), detail: z.string() }),
  ),
})
export type PriceImport = z.infer<typeof priceImportSchema>

/** What a company's traffic of a period would have cost under a version, beside what it did cost. */
export const priceSimulationRequestSchema = z
  .object({ company_id: z.string(), from: instant, to: instant })
  .strict()
const simulatedRow = z.object({
  messages: z.int(),
  spend: moneySchema.describe('Charged now'),
  simulated: moneySchema,
  unrated: z.int().describe('Chargeable messages without a rate under the version'),
})
export const priceSimulationSchema = z.object({
  totals: simulatedRow,
  rows: z.array(simulatedRow.extend({ channel: z.string(), country: z.string().nullable() })),
})
export type PriceSimulation = z.infer<typeof priceSimulationSchema>

/** Chargeable messages without a price, by what a rate would need. */
export const unratedGroupSchema = z.object({
  traffic: z
    .enum(trafficOrigins)
    .describe(
      '`dependants`: of companies that depend on this one, which is charged for them by its own prices',
    ),
  reason: z.enum(unratedReasons),
  channel: z.string(),
  kind: z.string().nullable(),
  country: z.string().nullable(),
  network: z.string().nullable(),
  messages: z.int(),
  first_at: z.string(),
  last_at: z.string(),
})
export const unratedSchema = z.object({ messages: z.int(), groups: z.array(unratedGroupSchema) })
export type Unrated = z.infer<typeof unratedSchema>

/** The price of one message, and why. */
export const priceReasonSchema = z.object({
  price_list_id: z.string(),
  price_list: z.string(),
  version: z.int(),
  rate: rateSchema,
  quantity: z.int(),
  amount: moneySchema,
})
export type PriceReason = z.infer<typeof priceReasonSchema>

/** Companies for which the caller may set prices: its own where it has no seller, and those that depend on it. */
export const pricedCompanySchema = z.object({ id: z.string(), name: z.string(), currency: z.string() })
