import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { allow, type Principal } from '../companies/index.ts'
import type { Scope } from '../contract/index.ts'
import { ok } from '../core/index.ts'
import { clientOf } from './client-of.ts'
import type { ServerDependencies } from './dependencies.ts'
import { problemOf, sendFailure, sendProblem } from './problems.ts'
import { isFromOwnPages } from './same-origin.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `requires`; read it through `principalOf`. */
    principal: Principal | null
  }
}

export function registerAuthentication(app: FastifyInstance): void {
  app.decorateRequest('principal', null)
}

/** The caller of a route that `requires` one. */
export function principalOf(request: FastifyRequest): Principal {
  if (!request.principal) throw new Error('a route reads its caller without requiring one')
  return request.principal
}

/**
 * A hook that lets only known callers in, before the body is read; with a scope, only those who may do that. `kind` keeps
 * keys away from what belongs to a person.
 */
export function requires(
  deps: Pick<ServerDependencies, 'companies' | 'publicUrl'>,
  rule: { scope?: Scope; kind?: 'user' } = {},
): onRequestAsyncHookHandler {
  return async (request, reply) => {
    const { authorization, cookie } = request.headers
    const authenticated = await deps.companies.authenticate({
      ...(authorization === undefined ? {} : { authorization }),
      ...(cookie === undefined ? {} : { cookie }),
    })
    if (!authenticated.ok) return sendFailure(reply, authenticated.failure)
    const principal = authenticated.value
    if (principal.kind === 'user' && !isFromOwnPages(request, deps.publicUrl)) return refuseOrigin(reply)
    if (rule.kind === 'user' && principal.kind !== 'user')
      return sendProblem(reply, problemOf('forbidden', 'An API key cannot do this: sign in as a person.'))
    const allowed = rule.scope ? allow(principal, rule.scope) : ok(undefined)
    if (!allowed.ok) return sendFailure(reply, allowed.failure)
    request.principal = { ...principal, client: clientOf(request) }
  }
}

export function refuseOrigin(reply: FastifyReply): FastifyReply {
  return sendProblem(
    reply,
    problemOf(
      'origin_mismatch',
      'Send this from Tallybook’s own pages, or with an API key instead of a cookie.',
    ),
  )
}
