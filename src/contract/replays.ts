import { z } from 'zod'

export const replayStates = ['asked', 'reading', 'switching', 'done', 'failed'] as const

/** Body of `POST /api/v1/connections/{id}/replays`. */
export const replayAskSchema = z
  .object({
    from: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('Only requests received at this moment or later; all that are kept by default'),
  })
  .strict()
export type ReplayAsk = z.infer<typeof replayAskSchema>

/** A replay of what a connection received, through today's adapter. */
export const replaySchema = z.object({
  id: z.string(),
  state: z
    .enum(replayStates)
    .describe('`asked` until the process that folds begins; what counts changes in `switching`, all at once'),
  asked_at: z.string(),
  asked_by: z.string().describe('Name of the person or the key'),
  from: z.string().nullable(),
  requests: z.int().describe('In the archive'),
  requests_read: z.int(),
  events: z.int().describe('What these requests give today, repeats included'),
  added: z.int().describe('Events that are new or differ from before'),
  removed: z.int().describe('Events of before that are gone or differ now'),
  detail: z.string().describe('Why it failed; empty otherwise'),
})
export type ReplayView = z.infer<typeof replaySchema>

/** Body of `POST /api/v1/connections/{id}/refused/retry`. */
export const refusedRetrySchema = z
  .object({ take: z.boolean().describe('Take in what is right now; false: only count it') })
  .strict()
export type RefusedRetry = z.infer<typeof refusedRetrySchema>

export const refusedRetriedSchema = z.object({
  kept: z.int().describe('Refused callbacks that are kept whole'),
  right: z.int().describe('Of these, those that would be accepted now'),
  taken: z.int(),
})
export type RefusedRetried = z.infer<typeof refusedRetriedSchema>
