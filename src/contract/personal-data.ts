import { z } from 'zod'
import { isCleanText } from '../core/index.ts'
import { maxKeptMonths } from './personal-data-words.ts'

const months = z
  .int()
  .min(1)
  .max(maxKeptMonths)
  .nullable()
  .describe('Whole months of the time zone of the company, besides the one under way; null: for ever')

/** Body of `PUT /api/v1/personal-data/rules`, and a part of what `GET /api/v1/personal-data` answers. */
export const personalDataRulesSchema = z
  .object({
    persons_months: months.describe(
      'Months after which numbers, addresses and ids of people are taken out of messages, chats and calls; counts and charges stay. Null: never',
    ),
    requests_months: months.describe(
      'Months after which requests are deleted as they came; not longer than people are kept. Null: never',
    ),
  })
  .strict()
  .refine(
    ({ persons_months: persons, requests_months: requests }) =>
      persons === null || (requests !== null && requests <= persons),
    {
      path: ['requests_months'],
      message: 'Requests hold people: they cannot be kept longer than people are.',
    },
  )
export type PersonalDataRules = z.infer<typeof personalDataRulesSchema>

/** Whom a request is about. */
export const personSchema = z
  .object({
    person: z
      .string()
      .trim()
      .min(4)
      .max(320)
      .refine(isCleanText, 'The text holds characters that cannot be kept.')
      .describe(
        'A number in international form, an e-mail address, or the id of a customer as chats have it',
      ),
  })
  .strict()
export type PersonAsked = z.infer<typeof personSchema>

export const personCountsSchema = z.object({
  messages: z.int(),
  chats: z.int(),
  calls: z.int(),
})
export type PersonCountsView = z.infer<typeof personCountsSchema>

/** One person whose data was erased, or is about to be. */
export const erasureSchema = z.object({
  id: z.string(),
  person: z.string().describe('Masked: who it was is kept nowhere'),
  asked_at: z.string(),
  asked_by: z.string().nullable().describe('Name of the person or the key'),
  done_at: z.string().nullable().describe('Null until the process that folds has carried it out'),
  erased: personCountsSchema.nullable().describe('What named the person'),
})
export type ErasureView = z.infer<typeof erasureSchema>

export const personalDataSchema = z.object({
  rules: personalDataRulesSchema,
  erasures: z.array(erasureSchema).describe('The newest first, at most 100'),
})
export type PersonalDataAnswer = z.infer<typeof personalDataSchema>
