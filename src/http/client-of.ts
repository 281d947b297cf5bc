import type { FastifyRequest } from 'fastify'
import type { Client } from '../companies/index.ts'

/** Who is signing in, as far as the network tells. */
export function clientOf(request: FastifyRequest): Client {
  const userAgent = request.headers['user-agent']
  return { address: request.ip, ...(userAgent === undefined ? {} : { userAgent }) }
}
