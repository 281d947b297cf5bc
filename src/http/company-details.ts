import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { DetailsFailure, DetailsRefused } from '../companies/index.ts'
import { companyDetailsPutSchema, companyDetailsQuerySchema, storedDetailsSchema } from '../contract/index.ts'
import type { Failure } from '../core/index.ts'
import { createTranslate, detailsFaultText } from '../messages/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { problemOf, sendFailure, sendProblem } from './problems.ts'

const url = '/api/v1/company'
const shared = { tags: ['company'], security: bearerOrSession }
const answers = { response: { 200: storedDetailsSchema, ...problemResponses } }

/** Who a company is on its documents, and who sells to one that depends on no other. */
export function companyDetailsRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { companies } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      `${url}/details`,
      {
        onRequest,
        schema: {
          ...shared,
          ...answers,
          summary: 'Names, addresses, numbers and bank accounts of the company, or of one that it sells to',
          querystring: companyDetailsQuerySchema,
        },
      },
      async (request, reply) => {
        const asked = { role: 'company', companyId: request.query.company_id } as const
        const found = await companies.details(principalOf(request), asked)
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )

    app.put(
      `${url}/details`,
      {
        onRequest,
        schema: {
          ...shared,
          ...answers,
          summary: 'Change them, all at once, from the version that was read',
          querystring: companyDetailsQuerySchema,
          body: companyDetailsPutSchema,
        },
      },
      async (request, reply) => {
        const asked = { role: 'company', companyId: request.query.company_id } as const
        const put = await companies.putDetails(principalOf(request), asked, request.body)
        return put.ok ? put.value : sendDetailsFailure(reply, put.failure)
      },
    )

    app.get(
      `${url}/provider-details`,
      { onRequest, schema: { ...shared, ...answers, summary: 'The same of who sells to the company' } },
      async (request, reply) => {
        const found = await companies.details(principalOf(request), { role: 'provider' })
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )

    app.put(
      `${url}/provider-details`,
      {
        onRequest,
        schema: {
          ...shared,
          ...answers,
          summary: 'Change who sells to a company that depends on no other',
          body: companyDetailsPutSchema,
        },
      },
      async (request, reply) => {
        const put = await companies.putDetails(principalOf(request), { role: 'provider' }, request.body)
        return put.ok ? put.value : sendDetailsFailure(reply, put.failure)
      },
    )
  }
}

const english = createTranslate('en')

function sendDetailsFailure(reply: FastifyReply, failure: DetailsFailure | DetailsRefused): FastifyReply {
  return isRefused(failure) ? sendRefused(reply, failure) : sendFailure(reply, failure)
}

function isRefused(failure: Failure): failure is DetailsRefused {
  return failure.code === 'invalid_details'
}

function sendRefused(reply: FastifyReply, { code, detail, faults }: DetailsRefused): FastifyReply {
  const errors = faults.map(({ path, code: fault, ...values }) => ({
    path: `body/${path}`,
    code: fault,
    detail: detailsFaultText(english, fault, values.example),
    ...(Object.keys(values).length > 0 ? { values } : {}),
  }))
  const first = errors[0]
  return sendProblem(reply, problemOf(code, first ? `${first.path}: ${first.detail}` : detail, errors))
}
