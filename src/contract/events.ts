import { z } from 'zod'

/** Answer to `POST /api/v1/events`: what is on disk, and what was refused with its place in the request. */
export const eventsAnswerSchema = z.object({
  accepted: z.int(),
  refused: z.array(z.object({ index: z.int(), code: z.string(), detail: z.string() })),
})
export type EventsAnswer = z.infer<typeof eventsAnswerSchema>

export const maxEventsBodyBytes = 10 * 1024 * 1024
/** The largest batches that providers send stay well below it. */
export const maxHookBodyBytes = 3 * 1024 * 1024
export const maxEventsPerRequest = 50_000
