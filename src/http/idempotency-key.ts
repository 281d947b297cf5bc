import type { FastifyRequest } from 'fastify'
import { z } from 'zod'

/** Documented header of requests that must not be done twice. What is wrong with it is said by whoever needs it. */
export const idempotencyHeaders = z.looseObject({
  'idempotency-key': z
    .string()
    .optional()
    .describe('Required: 1 to 255 visible ASCII characters, a new one for each new request'),
})

/** The same where a request without one is done as often as it comes. */
export const optionalIdempotencyHeaders = z.looseObject({
  'idempotency-key': z
    .string()
    .optional()
    .describe('1 to 255 visible ASCII characters: a request that comes again with the same one is done once'),
})

export function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key']
  return typeof header === 'string' ? header : undefined
}
