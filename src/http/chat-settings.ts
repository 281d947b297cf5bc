import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  chatChannelPutSchema,
  chatEntryQuerySchema,
  chatOperatorPutSchema,
  chatSettingsChangedSchema,
  chatSettingsSchema,
} from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'
import { sendSettingsFailure } from './send-settings-failure.ts'

const url = '/api/v1/chat-settings'
const shared = { tags: ['chats'], security: bearerOrSession }
const changed = { response: { 200: chatSettingsChangedSchema, ...problemResponses } }

/** All settings of chats in one answer; names of configured chats and operators. */
export function chatSettingsRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { chatSettings } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary:
            'Names, groups, targets and calendars of chats, and what chats name that is not entered yet',
          response: { 200: chatSettingsSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const found = await chatSettings.chatSettings(principalOf(request))
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )

    app.put(
      `${url}/channels`,
      {
        onRequest,
        schema: {
          ...shared,
          ...changed,
          summary: 'Enter a configured chat by the id of its source, or change it',
          body: chatChannelPutSchema,
        },
      },
      async (request, reply) => {
        const put = await chatSettings.putChannel(principalOf(request), request.body)
        return put.ok ? put.value : sendSettingsFailure(reply, put.failure)
      },
    )

    app.delete(
      `${url}/channels`,
      {
        onRequest,
        schema: {
          ...shared,
          ...changed,
          summary: 'Remove a configured chat from the settings; its chats stay',
          querystring: chatEntryQuerySchema,
        },
      },
      async (request, reply) => {
        const gone = await chatSettings.deleteChannel(principalOf(request), request.query.id)
        return gone.ok ? gone.value : sendSettingsFailure(reply, gone.failure)
      },
    )

    app.put(
      `${url}/operators`,
      {
        onRequest,
        schema: {
          ...shared,
          ...changed,
          summary: 'Enter an operator by the id of its source, or change it',
          body: chatOperatorPutSchema,
        },
      },
      async (request, reply) => {
        const put = await chatSettings.putOperator(principalOf(request), request.body)
        return put.ok ? put.value : sendSettingsFailure(reply, put.failure)
      },
    )

    app.delete(
      `${url}/operators`,
      {
        onRequest,
        schema: {
          ...shared,
          ...changed,
          summary: 'Remove an operator from the settings and from its groups; its chats stay',
          querystring: chatEntryQuerySchema,
        },
      },
      async (request, reply) => {
        const gone = await chatSettings.deleteOperator(principalOf(request), request.query.id)
        return gone.ok ? gone.value : sendSettingsFailure(reply, gone.failure)
      },
    )
  }
}
