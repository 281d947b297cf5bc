import type { FastifyRequest } from 'fastify'
import type { Client } from '../companies/index.ts'

/** Who is asking, as far as the network tells. */
export function clientOf(request: FastifyRequest): Client {
  const { 'user-agent': userAgent, cookie, 'accept-language': languages = '' } = request.headers
  return {
    address: request.ip,
    language: /^\s*ru\b/i.test(languages) ? 'ru' : 'en',
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(cookie === undefined ? {} : { cookie }),
  }
}
