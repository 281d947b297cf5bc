import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { OpenSession } from '../companies/index.ts'
import {
  challengeSchema,
  type Session,
  secondFactorSignInSchema,
  sessionPatchSchema,
  sessionSchema,
  signInSchema,
} from '../contract/index.ts'
import { refuseOrigin, requires } from './authentication.ts'
import { clientOf } from './client-of.ts'
import { namedCompany } from './company-address.ts'
import type { ServerDependencies } from './dependencies.ts'
import { problemResponses, sessionOnly } from './openapi.ts'
import { sendFailure } from './problems.ts'
import { isFromOwnPages } from './same-origin.ts'

const url = '/api/v1/session'
const tags = ['company']
/** Attempts from one address in a minute, before any of them is looked at; the accounts have limits of their own. */
export const signInRateLimit = { max: 60, timeWindow: 60_000 }

/** What a stranger may make the server read: a short form, and nothing that unpacks to more. */
export const strangersBody = { bodyLimit: 16 * 1024, decompress: false } as const

/** Signing in and out, and which company the session looks at. */
export function sessionRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      url,
      {
        schema: {
          tags,
          security: sessionOnly,
          summary: 'Who is signed in',
          response: { 200: sessionSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const found = await deps.companies.session(cookieOf(request), namedCompany(request))
        return found.ok ? answerWith(reply, found.value) : sendFailure(reply, found.failure)
      },
    )

    app.post(
      url,
      {
        ...strangersBody,
        config: { rateLimit: signInRateLimit },
        onRequest: refuseOtherSites(deps.publicUrl),
        schema: {
          tags,
          security: [],
          summary: 'Sign in',
          body: signInSchema,
          response: {
            200: sessionSchema,
            202: challengeSchema.describe('The password is right; a second factor is asked for'),
            ...problemResponses,
          },
        },
      },
      async (request, reply) => {
        const signedIn = await deps.companies.signIn(request.body, clientOf(request))
        if (!signedIn.ok) return sendFailure(reply, signedIn.failure)
        if (signedIn.value.done) return answerWith(reply, signedIn.value.open)
        const { token: challenge, expiresAtMs } = signedIn.value.challenge
        return reply
          .code(202)
          .header('cache-control', 'no-store')
          .send({ challenge, expires_at: new Date(expiresAtMs).toISOString() })
      },
    )

    app.post(
      `${url}/second-factor`,
      {
        ...strangersBody,
        config: { rateLimit: signInRateLimit },
        onRequest: refuseOtherSites(deps.publicUrl),
        schema: {
          tags,
          security: [],
          summary: 'Sign in with a code of the authenticator, or one for emergencies',
          body: secondFactorSignInSchema,
          response: { 200: sessionSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const signedIn = await deps.companies.signInWithCode(request.body, clientOf(request))
        return signedIn.ok ? answerWith(reply, signedIn.value) : sendFailure(reply, signedIn.failure)
      },
    )

    app.patch(
      url,
      {
        onRequest: requires(deps, { kind: 'user' }),
        schema: {
          tags,
          security: sessionOnly,
          summary: 'Look at another company of yours',
          body: sessionPatchSchema,
          response: { 200: sessionSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const changed = await deps.companies.changeCompany(cookieOf(request), request.body.company_id)
        return changed.ok ? answerWith(reply, changed.value) : sendFailure(reply, changed.failure)
      },
    )

    app.delete(
      url,
      {
        onRequest: refuseOtherSites(deps.publicUrl),
        schema: {
          tags,
          security: sessionOnly,
          summary: 'Sign out',
          response: { 204: z.null().describe('Signed out'), ...problemResponses },
        },
      },
      async (request, reply) => {
        const { setCookie } = await deps.companies.signOut(cookieOf(request), clientOf(request))
        return reply
          .header('set-cookie', [...setCookie])
          .code(204)
          .send(null)
      },
    )
  }
}

export function answerWith(reply: FastifyReply, { session, setCookie }: OpenSession): Session {
  if (setCookie.length > 0) reply.header('set-cookie', [...setCookie])
  reply.header('cache-control', 'no-store')
  return session
}

/** Signing in from another site's page would put its reader into a stranger's account. Programs send no `Origin`. */
export function refuseOtherSites(publicUrl: string) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const fromBrowser =
      request.headers.origin !== undefined || request.headers['sec-fetch-site'] !== undefined
    if (fromBrowser && !isFromOwnPages(request, publicUrl)) return refuseOrigin(reply)
  }
}

function cookieOf(request: FastifyRequest): string {
  return request.headers.cookie ?? ''
}
