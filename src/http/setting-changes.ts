import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { settingChangeSchema, settingChangesQuerySchema } from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const url = '/api/v1/balance/settings/changes'
const shared = { tags: ['money'], security: bearerOrSession }

const decisions = [
  { decision: 'approve', summary: 'Approve a change of settings that waits, as a second person' },
  { decision: 'decline', summary: 'Decline a change of settings that waits, or take back your own' },
] as const

/** The log of the settings of accounts, and the second person's word on what loosens the limits. */
export function settingChangeRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Who changed the limits, the threshold and the block, when and how; the newest first',
          querystring: settingChangesQuerySchema,
          response: { 200: z.array(settingChangeSchema), ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await deps.ledger.listSettingChanges(principalOf(request), request.query)
        return listed.ok ? [...listed.value] : sendFailure(reply, listed.failure)
      },
    )

    for (const { decision, summary } of decisions)
      app.post(
        `${url}/:id/${decision}`,
        {
          onRequest,
          schema: {
            ...shared,
            summary,
            params: z.object({ id: z.string().max(100) }),
            response: { 200: settingChangeSchema, ...problemResponses },
          },
        },
        async (request, reply) => {
          const { id } = request.params
          const decided = await deps.ledger.decideSettings(principalOf(request), id, decision)
          return decided.ok ? decided.value : sendFailure(reply, decided.failure)
        },
      )
  }
}
