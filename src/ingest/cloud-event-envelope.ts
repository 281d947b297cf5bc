import { z } from 'zod'
import { maxLength } from './field-limits.ts'
import { required } from './field-texts.ts'

/** What every CloudEvent 1.0 has around its `type` and `data`. */
export const cloudEventEnvelope = {
  specversion: z.literal('1.0'),
  id: required(maxLength.id),
  source: required(maxLength.id).describe('With `id` it names the event'),
  time: z
    .string()
    .max(64)
    .nullish()
    .describe('RFC 3339 instant at the provider; the moment of receipt by default'),
} as const
