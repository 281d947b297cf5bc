import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  codeSchema,
  openSessionSchema,
  passwordChangeSchema,
  passwordProofSchema,
  recoveryCodesSchema,
  secondFactorBegunSchema,
  secondFactorSchema,
} from '../contract/index.ts'
import { personOf, requiresPerson } from './authentication.ts'
import { clientOf } from './client-of.ts'
import type { ServerDependencies } from './dependencies.ts'
import { problemResponses, sessionOnly } from './openapi.ts'
import { sendFailure } from './problems.ts'
import { signInRateLimit, strangersBody } from './session.ts'

const about = { tags: ['people'], security: sessionOnly }
const secondFactor = '/api/v1/second-factor'
const sessions = '/api/v1/sessions'

/** What belongs to a person alone, in whatever company: password, second factor, and where he is signed in. */
export function personalRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { companies } = deps
  return async (app) => {
    const shared = {
      ...strangersBody,
      config: { rateLimit: signInRateLimit },
      onRequest: requiresPerson(deps),
    }

    app.post(
      '/api/v1/session/password',
      {
        ...shared,
        schema: {
          ...about,
          summary: 'Change the password; other sessions end',
          body: passwordChangeSchema,
          response: { 204: z.null().describe('Changed'), ...problemResponses },
        },
      },
      async (request, reply) => {
        const { current_password: current, new_password: next } = request.body
        const changed = await companies.changePassword(
          personOf(request),
          { current, next },
          clientOf(request),
        )
        return changed.ok ? reply.code(204).send(null) : sendFailure(reply, changed.failure)
      },
    )

    app.get(
      sessions,
      {
        onRequest: shared.onRequest,
        schema: {
          ...about,
          summary: 'Where the person is signed in',
          response: { 200: z.array(openSessionSchema), ...problemResponses },
        },
      },
      async (request) => [...(await companies.listSessions(personOf(request)))],
    )

    app.delete(
      sessions,
      {
        onRequest: shared.onRequest,
        schema: {
          ...about,
          summary: 'Sign out everywhere but here',
          response: { 204: z.null().describe('Signed out'), ...problemResponses },
        },
      },
      async (request, reply) => {
        await companies.endOtherSessions(personOf(request), clientOf(request))
        return reply.code(204).send(null)
      },
    )

    app.delete(
      `${sessions}/:id`,
      {
        onRequest: shared.onRequest,
        schema: {
          ...about,
          summary: 'Sign out in one place',
          params: z.object({ id: z.string().max(100) }),
          response: { 204: z.null().describe('Signed out'), ...problemResponses },
        },
      },
      async (request, reply) => {
        const ended = await companies.endSession(personOf(request), request.params.id)
        return ended.ok ? reply.code(204).send(null) : sendFailure(reply, ended.failure)
      },
    )

    app.get(
      secondFactor,
      {
        onRequest: shared.onRequest,
        schema: {
          ...about,
          summary: 'Whether a second factor is asked for at sign-in',
          response: { 200: secondFactorSchema, ...problemResponses },
        },
      },
      async (request) => await companies.secondFactor(personOf(request)),
    )

    app.post(
      secondFactor,
      {
        ...shared,
        schema: {
          ...about,
          summary: 'Begin to set one up: the secret for an authenticator',
          body: passwordProofSchema,
          response: { 200: secondFactorBegunSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const begun = await companies.beginSecondFactor(personOf(request), request.body.password)
        if (!begun.ok) return sendFailure(reply, begun.failure)
        return reply.header('cache-control', 'no-store').send(begun.value)
      },
    )

    app.post(
      `${secondFactor}/confirm`,
      {
        ...shared,
        schema: {
          ...about,
          summary: 'Switch it on with a first code; the answer has the codes for emergencies',
          body: codeSchema,
          response: { 200: recoveryCodesSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { code } = request.body
        const confirmed = await companies.confirmSecondFactor(personOf(request), code, clientOf(request))
        if (!confirmed.ok) return sendFailure(reply, confirmed.failure)
        return reply.header('cache-control', 'no-store').send(confirmed.value)
      },
    )

    app.post(
      `${secondFactor}/recovery-codes`,
      {
        ...shared,
        schema: {
          ...about,
          summary: 'New codes for emergencies; those before are worth nothing',
          body: passwordProofSchema,
          response: { 200: recoveryCodesSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { password } = request.body
        const renewed = await companies.renewRecoveryCodes(personOf(request), password, clientOf(request))
        if (!renewed.ok) return sendFailure(reply, renewed.failure)
        return reply.header('cache-control', 'no-store').send(renewed.value)
      },
    )

    app.post(
      `${secondFactor}/switch-off`,
      {
        ...shared,
        schema: {
          ...about,
          summary: 'Switch it off',
          body: passwordProofSchema,
          response: { 204: z.null().describe('Off'), ...problemResponses },
        },
      },
      async (request, reply) => {
        const { password } = request.body
        const off = await companies.switchOffSecondFactor(personOf(request), password, clientOf(request))
        return off.ok ? reply.code(204).send(null) : sendFailure(reply, off.failure)
      },
    )
  }
}
