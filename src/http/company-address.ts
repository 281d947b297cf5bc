import type { IncomingMessage } from 'node:http'
import type { NamedCompany } from '../companies/index.ts'

/*
 * The company of a request stands in its address, before everything else: `/c/{id}/api/v1/…` acts in it, `/view/{id}/api/v1/…`
 * looks at it. So each tab of a browser has a company of its own, also for what sends no headers of ours: downloads, live updates.
 */

const prefixed = /^\/(c|view)\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(\/api\/v1\/.*)$/i

const named = new WeakMap<IncomingMessage, NamedCompany>()

/** For Fastify's `rewriteUrl`: the address without its company, which is remembered with the request. */
export function takeCompany(request: IncomingMessage): string {
  const url = request.url ?? '/'
  const found = prefixed.exec(url)
  if (!found) return url
  const [, form, companyId = '', rest = '/'] = found
  named.set(request, { companyId: companyId.toLowerCase(), isView: form === 'view' })
  return rest
}

/** The company that the request names; undefined where it names none. */
export function namedCompany(request: { readonly raw: IncomingMessage }): NamedCompany | undefined {
  return named.get(request.raw)
}
