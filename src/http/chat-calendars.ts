import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  calendarVersionPutSchema,
  calendarVersionQuerySchema,
  chatCalendarCreatedSchema,
  chatCalendarCreateSchema,
  chatCalendarPatchSchema,
  chatSettingsChangedSchema,
} from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendSettingsFailure } from './send-settings-failure.ts'

const url = '/api/v1/chat-settings/calendars'
const shared = { tags: ['chats'], security: bearerOrSession }
const changed = { response: { 200: chatSettingsChangedSchema, ...problemResponses } }
const params = z.object({ id: z.string().max(100) })

/** Calendars of business hours, over time. */
export function chatCalendarRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { chatSettings } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.post(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Make a calendar of business hours',
          body: chatCalendarCreateSchema,
          response: { 201: chatCalendarCreatedSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const made = await chatSettings.createCalendar(principalOf(request), request.body)
        return made.ok ? reply.code(201).send(made.value) : sendSettingsFailure(reply, made.failure)
      },
    )

    app.patch(
      `${url}/:id`,
      {
        onRequest,
        schema: {
          ...shared,
          ...changed,
          summary: 'Name a calendar anew, archive it, or take it back from the archive',
          params,
          body: chatCalendarPatchSchema,
        },
      },
      async (request, reply) => {
        const patched = await chatSettings.patchCalendar(
          principalOf(request),
          request.params.id,
          request.body,
        )
        return patched.ok ? patched.value : sendSettingsFailure(reply, patched.failure)
      },
    )

    app.put(
      `${url}/:id/versions`,
      {
        onRequest,
        schema: {
          ...shared,
          ...changed,
          summary: 'Say what a calendar is from a moment on; a version of the same moment is replaced',
          params,
          body: calendarVersionPutSchema,
        },
      },
      async (request, reply) => {
        const put = await chatSettings.putCalendarVersion(
          principalOf(request),
          request.params.id,
          request.body,
        )
        return put.ok ? put.value : sendSettingsFailure(reply, put.failure)
      },
    )

    app.delete(
      `${url}/:id/versions`,
      {
        onRequest,
        schema: {
          ...shared,
          ...changed,
          summary: 'Take a version back: the one before it goes on',
          params,
          querystring: calendarVersionQuerySchema,
        },
      },
      async (request, reply) => {
        const { from } = request.query
        const gone = await chatSettings.deleteCalendarVersion(
          principalOf(request),
          request.params.id,
          from === 'first' ? null : from,
        )
        return gone.ok ? gone.value : sendSettingsFailure(reply, gone.failure)
      },
    )
  }
}
