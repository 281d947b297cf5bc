import { z } from 'zod'

/** What the file of a list is asked for beside what the list is. */
export const fileParts = {
  format: z.enum(['csv', 'xlsx']),
  language: z.enum(['en', 'ru']).default('en'),
  time_zone: z
    .string()
    .max(64)
    .optional()
    .describe('IANA zone of the moments; that of the company whose list it is by default'),
}
