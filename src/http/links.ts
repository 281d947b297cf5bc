import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  invitationAcceptSchema,
  linkSchema,
  openInvitationSchema,
  passwordResetAskSchema,
  passwordResetUseSchema,
  sessionSchema,
} from '../contract/index.ts'
import { clientOf } from './client-of.ts'
import type { ServerDependencies } from './dependencies.ts'
import { problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'
import { answerWith, refuseOtherSites, signInRateLimit, strangersBody } from './session.ts'

/** What links in e-mails are for: their secrets come in bodies, so that no log of addresses holds them. */
export function linkRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { companies } = deps
  return async (app) => {
    const shared = {
      ...strangersBody,
      config: { rateLimit: signInRateLimit },
      onRequest: refuseOtherSites(deps.publicUrl),
    }
    const about = { tags: ['people'], security: [] }

    app.post(
      '/api/v1/invitation-look-up',
      {
        ...shared,
        schema: {
          ...about,
          summary: 'What an invitation is about, for who has its link',
          body: linkSchema,
          response: { 200: openInvitationSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const found = await companies.lookUpInvitation(request.body.token, clientOf(request))
        if (!found.ok) return sendFailure(reply, found.failure)
        return reply.header('cache-control', 'no-store').send(found.value)
      },
    )

    app.post(
      '/api/v1/invitation-acceptances',
      {
        ...shared,
        schema: {
          ...about,
          summary: 'Accept an invitation: with a name and a password, or as who is signed in',
          body: invitationAcceptSchema,
          response: { 200: sessionSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const cookie = request.headers.cookie ?? ''
        const accepted = await companies.acceptInvitation({ ...request.body, cookie }, clientOf(request))
        return accepted.ok ? answerWith(reply, accepted.value) : sendFailure(reply, accepted.failure)
      },
    )

    app.post(
      '/api/v1/password-resets',
      {
        ...shared,
        schema: {
          ...about,
          summary: 'Have a link to a new password sent; the answer is the same whoever has the address',
          body: passwordResetAskSchema,
          response: { 202: z.null().describe('Sent, where anybody has the address'), ...problemResponses },
        },
      },
      async (request, reply) => {
        const asked = await companies.askForPassword(request.body, clientOf(request))
        return asked.ok ? reply.code(202).send(null) : sendFailure(reply, asked.failure)
      },
    )

    app.post(
      '/api/v1/password-resets/use',
      {
        ...shared,
        schema: {
          ...about,
          summary: 'Set a new password; all sessions end',
          body: passwordResetUseSchema,
          response: { 204: z.null().describe('Set'), ...problemResponses },
        },
      },
      async (request, reply) => {
        const reset = await companies.resetPassword(request.body, clientOf(request))
        return reset.ok ? reply.code(204).send(null) : sendFailure(reply, reset.failure)
      },
    )
  }
}
