import { z } from 'zod'

/** `next`: the address to go on to, within Tallybook only. */
export const signInSearchSchema = z.object({
  next: z
    .string()
    .max(2_000)
    .regex(/^\/(?![/\\])/)
    .optional()
    .catch(undefined),
})
