import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { problemOf, sendProblem } from './problems.ts'

/**
 * Bytes of event bodies that are being read, checked and written at a time. In memory an event takes about ten times its
 * text, and checking so many takes seconds: this bounds memory and the wait of everyone else, whatever is sent.
 */
export const maxEventBytesAtOnce = 32 * 1024 * 1024
/** The same for callbacks: a budget of their own, so that neither way in can shut the other. */
export const maxHookBytesAtOnce = 16 * 1024 * 1024

/**
 * Counts the bodies under way and refuses more than a stated number of bytes, before they are read. Ask it once the
 * sender is known: a stranger who trickles a body would hold room for as long as a request may take.
 */
export class Admission {
  readonly #maxBytes: number
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  get bytes(): number {
    return this.#bytes
  }

  /** A hook that lets a request in while there is room for its body, and gives the room back when it is answered. */
  hook(maxBodyBytes: number): onRequestAsyncHookHandler {
    return async (request, reply) => {
      // The sender may have left while it was looked up; its close has been and would never give the room back.
      if (reply.raw.destroyed) return reply.hijack()
      const bytes = declaredBytes(request, maxBodyBytes)
      // An empty house takes any guest: a limit below one body would otherwise refuse it for ever.
      if (this.#bytes > 0 && this.#bytes + bytes > this.#maxBytes) return refuse(reply)
      this.#bytes += bytes
      reply.raw.once('close', () => {
        this.#bytes -= bytes
      })
    }
  }
}

/** A body that does not say its length, or is packed, may become as long as it is allowed to be. */
function declaredBytes(request: FastifyRequest, maxBodyBytes: number): number {
  const length = Number(request.headers['content-length'])
  const isKnown = Number.isInteger(length) && request.headers['content-encoding'] === undefined
  return isKnown ? Math.min(length, maxBodyBytes) : maxBodyBytes
}

function refuse(reply: FastifyReply): FastifyReply {
  return sendProblem(
    reply,
    problemOf(
      'overloaded',
      'More is coming in than can be written: send the same request again after Retry-After.',
    ),
  )
}
