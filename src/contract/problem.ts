import { z } from 'zod'

/** RFC 9457 problem document, `application/problem+json`. `code` is stable; `detail` says what to do. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z
    .array(
      z.object({
        path: z.string(),
        code: z.string(),
        detail: z.string(),
        values: z
          .record(z.string(), z.string())
          .optional()
          .describe('What `detail` speaks of, for those who say it in another language'),
      }),
    )
    .optional()
    .describe('Per field, where the body was at fault'),
})
export type Problem = z.infer<typeof problemSchema>
