import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  companiesBelowQuerySchema,
  companiesBelowSchema,
  companyBelowSchema,
  companyCreatedSchema,
  companyCreateSchema,
  onboardingSchema,
  reachableCompaniesQuerySchema,
  reachableCompaniesSchema,
} from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses, sessionOnly } from './openapi.ts'
import { sendFailure } from './problems.ts'

const url = '/api/v1/companies'
const shared = { tags: ['company'], security: bearerOrSession }

/** Companies below the caller's, and those among which a person changes. */
export function companiesRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Companies below the own one, with balance, spend, last event and state',
          querystring: companiesBelowQuerySchema,
          response: { 200: companiesBelowSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await deps.ledger.listCompanies(principalOf(request), request.query)
        return listed.ok ? listed.value : sendFailure(reply, listed.failure)
      },
    )

    app.get(
      `${url}/:id`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'One of the companies below the own one',
          params: z.object({ id: z.string().max(100) }),
          response: { 200: companyBelowSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const read = await deps.ledger.readCompany(principalOf(request), request.params.id)
        return read.ok ? read.value : sendFailure(reply, read.failure)
      },
    )

    app.post(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Make a company below the own one, with its first owner',
          body: companyCreateSchema,
          response: { 201: companyCreatedSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const caller = principalOf(request)
        const made = await deps.companies.createCompany(caller, request.body)
        if (!made.ok) return sendFailure(reply, made.failure)
        const { companyId, ownerEmail, isNewOwner, password } = made.value
        const company = await deps.ledger.readCompany(caller, companyId)
        if (!company.ok) return sendFailure(reply, company.failure)
        const owner = { email: ownerEmail, is_new: isNewOwner, password }
        return reply.code(201).header('cache-control', 'no-store').send({ company: company.value, owner })
      },
    )

    app.get(
      '/api/v1/session/companies',
      {
        onRequest,
        schema: {
          tags: ['company'],
          security: sessionOnly,
          summary: 'Companies that the person can act in, the own ones first',
          querystring: reachableCompaniesQuerySchema,
          response: { 200: reachableCompaniesSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const found = await deps.companies.reachableCompanies(principalOf(request), request.query)
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )

    app.get(
      '/api/v1/company/onboarding',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'What is still to do before the company is set up',
          response: { 200: onboardingSchema, ...problemResponses },
        },
      },
      async (request) => await deps.companies.onboarding(principalOf(request)),
    )
  }
}
