import type { FastifyRequest } from 'fastify'

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a request that carries a cookie may change something: only when our own pages sent it. Browsers state where a
 * request comes from in `Origin`; one without it is let through only if the browser itself says `same-origin`.
 */
export function isFromOwnPages(request: FastifyRequest, publicUrl: string): boolean {
  if (safeMethods.has(request.method)) return true
  const { origin, host } = request.headers
  if (origin === undefined) return request.headers['sec-fetch-site'] === 'same-origin'
  if (!URL.canParse(origin)) return false
  const from = new URL(origin)
  return from.origin === new URL(publicUrl).origin || from.host === host
}
