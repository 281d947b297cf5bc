import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { BodyPlace } from './admission.ts'
import { bodyPace, readBody } from './read-body.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by routes whose bodies share a room, before the body is read. */
    bodyPlace: BodyPlace | null
  }
}

/** Makes every route of this scope take its body as bytes, whatever the content type. */
export function takeRawBodies(scope: FastifyInstance, pace = bodyPace): void {
  scope.decorateRequest('bodyPlace', null)
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (request: FastifyRequest, payload: IncomingMessage) =>
    readBody(request, payload, pace),
  )
}

const noBytes = new Uint8Array(0)

export function rawBodyOf(request: FastifyRequest): Uint8Array {
  return request.body instanceof Uint8Array ? request.body : noBytes
}

/** Headers by lower-case name, one value each. */
export function headersOf(request: FastifyRequest): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return headers
}
