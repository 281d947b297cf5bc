import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  invitationCreateSchema,
  invitationSentSchema,
  memberPatchSchema,
  memberSchema,
  peopleSchema,
  twoFactorRuleSchema,
} from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { problemResponses, sessionOnly } from './openapi.ts'
import { sendFailure } from './problems.ts'

const shared = { tags: ['people'], security: sessionOnly }
const params = z.object({ id: z.string().max(100) })
const members = '/api/v1/members'
const invitations = '/api/v1/invitations'

/** Who belongs to the company and who is invited: decided by persons, never by keys. */
export function peopleRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { companies } = deps
  return async (app) => {
    const onRequest = requires(deps, { kind: 'user' })

    app.get(
      '/api/v1/people',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'People of the company, open invitations, and the rule on two-factor sign-in',
          response: { 200: peopleSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await companies.people(principalOf(request))
        return listed.ok ? listed.value : sendFailure(reply, listed.failure)
      },
    )

    app.patch(
      `${members}/:id`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Change what a person may do',
          params,
          body: memberPatchSchema,
          response: { 200: memberSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const changed = await companies.changeRole(principalOf(request), id, request.body.role)
        return changed.ok ? changed.value : sendFailure(reply, changed.failure)
      },
    )

    app.delete(
      `${members}/:id`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Take a person out of the company',
          params,
          response: { 204: z.null().describe('Removed'), ...problemResponses },
        },
      },
      async (request, reply) => {
        const removed = await companies.removeMember(principalOf(request), request.params.id)
        return removed.ok ? reply.code(204).send(null) : sendFailure(reply, removed.failure)
      },
    )

    app.post(
      `${members}/:id/reset-second-factor`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Take two-factor sign-in off a person who lost it',
          description: 'Only of a person who belongs to this company alone; the person is told by e-mail.',
          params,
          response: { 204: z.null().describe('Taken off'), ...problemResponses },
        },
      },
      async (request, reply) => {
        const reset = await companies.resetSecondFactor(principalOf(request), request.params.id)
        return reset.ok ? reply.code(204).send(null) : sendFailure(reply, reset.failure)
      },
    )

    app.put(
      '/api/v1/two-factor-rule',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Whether the company asks its people for two-factor sign-in',
          body: twoFactorRuleSchema,
          response: { 200: peopleSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const put = await companies.putTwoFactorRule(principalOf(request), request.body.required)
        return put.ok ? put.value : sendFailure(reply, put.failure)
      },
    )

    app.post(
      invitations,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Invite somebody by e-mail',
          body: invitationCreateSchema,
          response: { 201: invitationSentSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const invited = await companies.invite(principalOf(request), request.body)
        if (!invited.ok) return sendFailure(reply, invited.failure)
        return reply.code(201).header('cache-control', 'no-store').send(invited.value)
      },
    )

    app.post(
      `${invitations}/:id/renew`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Send an invitation again; the link before is worth nothing from then on',
          params,
          response: { 200: invitationSentSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const renewed = await companies.renewInvitation(principalOf(request), request.params.id)
        if (!renewed.ok) return sendFailure(reply, renewed.failure)
        return reply.header('cache-control', 'no-store').send(renewed.value)
      },
    )

    app.delete(
      `${invitations}/:id`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Revoke an invitation',
          params,
          response: { 204: z.null().describe('Revoked'), ...problemResponses },
        },
      },
      async (request, reply) => {
        const revoked = await companies.revokeInvitation(principalOf(request), request.params.id)
        return revoked.ok ? reply.code(204).send(null) : sendFailure(reply, revoked.failure)
      },
    )
  }
}
