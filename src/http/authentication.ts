import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { allow, type Person, type Principal } from '../companies/index.ts'
import type { Scope } from '../contract/index.ts'
import { type Failure, fail, ok, type Result } from '../core/index.ts'
import { clientOf } from './client-of.ts'
import { namedCompany } from './company-address.ts'
import type { ServerDependencies } from './dependencies.ts'
import { problemOf, sendFailure, sendProblem } from './problems.ts'
import { type RouteRule, ruleOf } from './route-rules.ts'
import { isFromOwnPages } from './same-origin.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `requires`; read it through `principalOf`. */
    principal: Principal | null
    /** Set by `requiresPerson`; read it through `personOf`. */
    person: Person | null
  }
}

export function registerAuthentication(app: FastifyInstance): void {
  app.decorateRequest('principal', null)
  app.decorateRequest('person', null)
}

/** The caller of a route that `requires` one. */
export function principalOf(request: FastifyRequest): Principal {
  if (!request.principal) throw new Error('a route reads its caller without requiring one')
  return request.principal
}

/**
 * A hook that lets only known callers in, before the body is read, and of these only whom the table of routes lets in
 * (route-rules.ts). A route may ask for a scope once more; `kind` keeps keys away from what belongs to a person.
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
      company: namedCompany(request),
    })
    if (!authenticated.ok) {
      const { failure } = authenticated
      if ('retryAfterS' in failure) reply.header('retry-after', failure.retryAfterS)
      return sendFailure(reply, failure)
    }
    const principal = authenticated.value
    if (principal.kind === 'user' && !isFromOwnPages(request, deps.publicUrl)) return refuseOrigin(reply)
    const entered = enter(principal, ruleOf(request.method, request.routeOptions.url ?? ''))
    if (!entered.ok) return sendFailure(reply, entered.failure)
    if (rule.kind === 'user' && principal.kind !== 'user') return sendFailure(reply, noKey.failure)
    const allowed = rule.scope ? allow(principal, rule.scope) : ok(undefined)
    if (!allowed.ok) return sendFailure(reply, allowed.failure)
    request.principal = { ...principal, client: clientOf(request) }
    await deps.companies.noteView(request.principal)
  }
}

const viewOnly = fail(
  'view_only',
  'You only look at this company: open it to act in it, or ask one of its people.',
)
const noKey = fail('forbidden', 'An API key cannot do this: sign in as a person.')

/** Whether the table lets the caller into a route. */
function enter(
  principal: Principal,
  rule: RouteRule | undefined,
): Result<void, Failure<'forbidden' | 'view_only'>> {
  if (!rule) return fail('forbidden', 'It is not decided who may call this address: it answers nobody.')
  if (principal.reach === 'view' && rule.effect === 'changes') return viewOnly
  const { needs, isPersonal, showsPersons } = rule
  if (isPersonal && principal.kind === 'key') return noKey
  const seesPersons = showsPersons ? allow(principal, 'personal_data:read') : ok(undefined)
  if (!seesPersons.ok) return seesPersons
  if (needs === 'person') return principal.kind === 'user' ? ok(undefined) : noKey
  if (needs === 'anyone' || needs === 'known') return ok(undefined)
  const [first] = needs
  if (first === undefined || needs.some((scope) => principal.scopes.includes(scope))) return ok(undefined)
  return allow(principal, first)
}

/** Who is signed in, on a route that `requiresPerson`. */
export function personOf(request: FastifyRequest): Person {
  if (!request.person) throw new Error('a route reads who is signed in without requiring it')
  return request.person
}

/**
 * A hook for what belongs to a person alone: lets in who is signed in, also where the company lets nobody in before a second
 * factor is set up.
 */
export function requiresPerson(
  deps: Pick<ServerDependencies, 'companies' | 'publicUrl'>,
): onRequestAsyncHookHandler {
  return async (request, reply) => {
    const { authorization, cookie = '' } = request.headers
    if (authorization !== undefined) {
      const key = await deps.companies.authenticate({ authorization })
      return sendFailure(reply, key.ok ? noKey.failure : key.failure)
    }
    const person = await deps.companies.authenticatePerson(cookie)
    if (!person.ok) return sendFailure(reply, person.failure)
    if (!isFromOwnPages(request, deps.publicUrl)) return refuseOrigin(reply)
    const company = namedCompany(request)
    const reached = company ? await deps.companies.authenticate({ cookie, company }) : ok(undefined)
    if (!reached.ok && reached.failure.code !== 'two_factor_required')
      return sendFailure(reply, reached.failure)
    const rule = ruleOf(request.method, request.routeOptions.url ?? '')
    if (company?.isView && rule?.effect === 'changes') return sendFailure(reply, viewOnly.failure)
    request.person = person.value
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
