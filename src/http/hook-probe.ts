import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ConnectionTested } from '../contract/index.ts'

/** Carries the question, and the answer to it. */
export const probeHeader = 'x-tallybook-probe'
const timeoutMs = 10_000
const answerPattern = /^[0-9a-f]{64}$/

/** What only a server of this installation knows of a connection: nothing is learned by it, and nothing allowed. */
function answerFor(secret: string, connectionId: string): string {
  return createHmac('sha256', secret).update(`probe ${connectionId}`).digest('hex')
}

/** Whether a callback is the question of a test, which is answered and kept nowhere. */
export function answerProbe(
  request: FastifyRequest,
  reply: FastifyReply,
  { secret, connectionId }: { readonly secret: string; readonly connectionId: string },
): boolean {
  const asked = request.headers[probeHeader]
  if (asked !== connectionId) return false
  void reply.header(probeHeader, answerFor(secret, connectionId)).code(204).send()
  return true
}

/** Asks the address of a connection as the provider would reach it, and says whether this installation answers there. */
export async function testHookAddress(
  url: string,
  { secret, connectionId }: { readonly secret: string; readonly connectionId: string },
): Promise<ConnectionTested> {
  const startedMs = performance.now()
  const done = (detail: string | null): ConnectionTested => ({
    reached: detail === null,
    duration_ms: Math.round(performance.now() - startedMs),
    detail,
  })
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { [probeHeader]: connectionId },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    await answer.body?.cancel()
    const said = answer.headers.get(probeHeader) ?? ''
    const right = answerFor(secret, connectionId)
    if (answerPattern.test(said) && timingSafeEqual(Buffer.from(said), Buffer.from(right))) return done(null)
    return done(`it answered ${answer.status}, and not as this installation does`)
  } catch (error) {
    return done(reasonOf(error))
  }
}

/** Of the network, in words that an administrator knows: `getaddrinfo ENOTFOUND stats.example.com`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `it did not answer within ${timeoutMs / 1_000} s`
  return error.cause instanceof Error ? error.cause.message : error.message
}
