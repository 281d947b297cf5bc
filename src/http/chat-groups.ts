import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  chatEntryQuerySchema,
  chatGroupPutSchema,
  chatSettingsChangedSchema,
  groupMembersPutSchema,
  groupTargetsPutSchema,
  groupTargetsQuerySchema,
} from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendSettingsFailure } from './send-settings-failure.ts'

const url = '/api/v1/chat-settings/groups'
const shared = { tags: ['chats'], security: bearerOrSession }
const changed = { response: { 200: chatSettingsChangedSchema, ...problemResponses } }

/** Groups of operators: names, targets over time, members over time. */
export function chatGroupRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { chatSettings } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.put(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          ...changed,
          summary:
            'Enter a group by the id of its source, or name it anew; the empty id: chats without a group',
          body: chatGroupPutSchema,
        },
      },
      async (request, reply) => {
        const put = await chatSettings.putGroup(principalOf(request), request.body)
        return put.ok ? put.value : sendSettingsFailure(reply, put.failure)
      },
    )

    app.delete(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          ...changed,
          summary: 'Remove a group with its targets and members; its chats stay',
          querystring: chatEntryQuerySchema,
        },
      },
      async (request, reply) => {
        const gone = await chatSettings.deleteGroup(principalOf(request), request.query.id)
        return gone.ok ? gone.value : sendSettingsFailure(reply, gone.failure)
      },
    )

    app.put(
      `${url}/targets`,
      {
        onRequest,
        schema: {
          ...shared,
          ...changed,
          summary: 'Measure a group by a calendar and targets from a moment on',
          body: groupTargetsPutSchema,
        },
      },
      async (request, reply) => {
        const put = await chatSettings.putGroupTargets(principalOf(request), request.body)
        return put.ok ? put.value : sendSettingsFailure(reply, put.failure)
      },
    )

    app.delete(
      `${url}/targets`,
      {
        onRequest,
        schema: {
          ...shared,
          ...changed,
          summary: 'Take targets back: those before them go on',
          querystring: groupTargetsQuerySchema,
        },
      },
      async (request, reply) => {
        const { group_id, from } = request.query
        const moment = from === 'first' ? null : from
        const gone = await chatSettings.deleteGroupTargets(principalOf(request), group_id, moment)
        return gone.ok ? gone.value : sendSettingsFailure(reply, gone.failure)
      },
    )

    app.put(
      `${url}/members`,
      {
        onRequest,
        schema: {
          ...shared,
          ...changed,
          summary: 'Say who is and was in a group, all at once',
          body: groupMembersPutSchema,
        },
      },
      async (request, reply) => {
        const put = await chatSettings.putGroupMembers(principalOf(request), request.body)
        return put.ok ? put.value : sendSettingsFailure(reply, put.failure)
      },
    )
  }
}
