import { z } from 'zod'

/** `code`: the set-up code that the program printed at its start. */
export const setupSearchSchema = z.object({ code: z.string().max(100).optional().catch(undefined) })
