import { z } from 'zod'
import { exportFormats, granularities } from './metric-words.ts'

/** Parts that questions about messages and about chats share. */
export const instant = z.iso.datetime({ offset: true }).describe('RFC 3339 instant with offset')

export const filterValues = z
  .array(z.union([z.string().max(500), z.null()]))
  .min(1)
  .max(500)

export const calendarFilters = {
  weekday: z.array(z.int().min(1).max(7)).min(1).max(7).optional().describe('ISO weekday, Monday = 1'),
  hour: z.array(z.int().min(0).max(23)).min(1).max(24).optional().describe('Local hour of the day'),
}

export const periodParts = {
  from: instant,
  to: instant,
  time_zone: z.string().max(64).optional().describe("IANA zone; the company's by default"),
}

export const questionParts = {
  granularity: z.enum(granularities).optional().describe('Chosen from the length of the period by default'),
  ...periodParts,
  compare: z.enum(['previous_period']).optional(),
  order: z
    .array(z.object({ key: z.string(), direction: z.enum(['asc', 'desc']) }).strict())
    .max(3)
    .optional(),
  limit: z.int().min(1).max(10_000).default(1_000),
}

export const pageParts = {
  cursor: z.string().max(500).optional(),
  limit: z.int().min(1).max(500).default(50),
}

export const exportParts = {
  format: z.enum(exportFormats),
  language: z.enum(['en', 'ru']).default('en'),
  name: z.string().max(100).optional(),
}
