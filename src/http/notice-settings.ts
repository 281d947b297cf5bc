import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { noticeSettingsPutSchema, noticeSettingsSchema } from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const url = '/api/v1/notice-settings'
const shared = { tags: ['notices'], security: bearerOrSession }

/** Who is written to. */
export function noticeSettingsRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { notices } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'The e-mail addresses that are told, of what, and in which language',
          response: { 200: noticeSettingsSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const found = await notices.noticeSettings(principalOf(request))
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )

    app.put(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Change them, all at once',
          body: noticeSettingsPutSchema,
          response: { 200: noticeSettingsSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const put = await notices.putNoticeSettings(principalOf(request), request.body)
        return put.ok ? put.value : sendFailure(reply, put.failure)
      },
    )
  }
}
