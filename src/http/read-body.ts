import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'

/** How fast a body must come. */
export interface BodyPace {
  readonly everyMs: number
  /** In each such time; the last one may be shorter. */
  readonly minBytes: number
}

/** A sender who does less is not sending: bodies take up room while they come. */
export const bodyPace: BodyPace = { everyMs: 10_000, minBytes: 10 * 1024 }

/** Why a body was not read to its end, or not kept. Becomes a problem by its code. */
export class BodyCut extends Error {
  readonly code: 'BODY_TOO_LARGE' | 'BODY_TOO_SLOW' | 'BODY_WITHOUT_ROOM'

  constructor(code: BodyCut['code']) {
    super(`The body was cut: ${code}`)
    this.code = code
  }
}

/**
 * Reads an (unpacked) body into memory: no longer than its route allows, no slower than the pace, and no more than its
 * place in the room. What finds no room is read on and thrown away, so that its sender hears why.
 * @throws BodyCut; what the stream failed with
 */
export async function readBody(
  request: FastifyRequest,
  payload: IncomingMessage,
  pace: BodyPace,
): Promise<Buffer> {
  const { bodyLimit } = request.routeOptions
  if (Number(request.headers['content-length'] ?? 0) > bodyLimit) throw new BodyCut('BODY_TOO_LARGE')
  const place = request.bodyPlace
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>()
  let chunks: Buffer[] = []
  let length = 0
  let hasRoom = true
  const take = (chunk: Buffer): void => {
    length += chunk.length
    if (length > bodyLimit) return reject(new BodyCut('BODY_TOO_LARGE'))
    if (hasRoom && place && !place.grow(chunk.length)) {
      hasRoom = false
      chunks = []
      place.leave()
    }
    if (hasRoom) chunks.push(chunk)
  }
  payload.on('data', take)
  payload.once('end', resolve)
  payload.once('error', (error) => reject(Object.assign(error, { statusCode: 400 })))
  payload.resume()
  const stopWatching = watchPace(
    pace,
    () => length,
    () => reject(new BodyCut('BODY_TOO_SLOW')),
  )
  try {
    await ended
  } finally {
    stopWatching()
    payload.off('data', take)
    // The rest of a body that was cut is thrown away, however it ends.
    payload.on('error', () => undefined)
  }
  if (!hasRoom) throw new BodyCut('BODY_WITHOUT_ROOM')
  return Buffer.concat(chunks, length)
}

function watchPace(pace: BodyPace, lengthNow: () => number, tooSlow: () => void): () => void {
  let before = 0
  const timer = setInterval(() => {
    // A busy process reads late, which is no fault of the sender's: what has come meanwhile is read first.
    setImmediate(() => {
      const length = lengthNow()
      if (length - before < pace.minBytes) tooSlow()
      before = length
    })
  }, pace.everyMs)
  return () => clearInterval(timer)
}
