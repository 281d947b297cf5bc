import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  supplierSettingsPutSchema,
  supplierSettingsQuerySchema,
  supplierSettingsSchema,
} from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const url = '/api/v1/supplier-settings'
const shared = {
  tags: ['invoices'],
  security: bearerOrSession,
  querystring: supplierSettingsQuerySchema,
  response: { 200: supplierSettingsSchema, ...problemResponses },
}

/** What a company settles about the documents that it issues, or its provider does. */
export function supplierSettingsRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { invoicing } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      url,
      { onRequest, schema: { ...shared, summary: 'Tax, days and series of the documents of a supplier' } },
      async (request, reply) => {
        const found = await invoicing.supplierSettings(principalOf(request), request.query.role)
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )

    app.put(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Change them, all at once, from the version that was read',
          body: supplierSettingsPutSchema,
        },
      },
      async (request, reply) => {
        const { role } = request.query
        const put = await invoicing.putSupplierSettings(principalOf(request), role, request.body)
        return put.ok ? put.value : sendFailure(reply, put.failure)
      },
    )
  }
}
