import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  erasureSchema,
  personalDataRulesSchema,
  personalDataSchema,
  personCountsSchema,
  personSchema,
} from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'
import { dispositionOf } from './send-table.ts'

const url = '/api/v1/personal-data'
const shared = { tags: ['personal data'], security: bearerOrSession }

/** What people ask a company for about themselves, and how long it remembers them. Who it is stands in bodies: addresses are logged. */
export function personalDataRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { personalData } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'How long people are kept, and who was erased',
          response: { 200: personalDataSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const read = await personalData.view(principalOf(request))
        return read.ok ? read.value : sendFailure(reply, read.failure)
      },
    )

    app.put(
      `${url}/rules`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Say how long people and requests are kept',
          description:
            'Carried out once a month, and soon after a change: numbers, addresses and ids in what is older are replaced by stand-ins that nobody can turn back. Counts, charges and invoices stay.',
          body: personalDataRulesSchema,
          response: { 200: personalDataRulesSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const put = await personalData.putRules(principalOf(request), request.body)
        if (!put.ok) return sendFailure(reply, put.failure)
        deps.onErasureAsked?.()
        return put.value
      },
    )

    app.post(
      `${url}/find`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'How many messages, chats and calls name a person',
          body: personSchema,
          response: { 200: personCountsSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const found = await personalData.find(principalOf(request), request.body.person)
        return found.ok ? found.value : sendFailure(reply, found.failure)
      },
    )

    app.post(
      `${url}/file`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'All that is known of a person, as JSON',
          description:
            'Each item is a message, a chat or a call with its events, by the names of the columns in which they are kept; moments are UTC. Requests as they came are not in it, as they hold other people too.',
          body: personSchema,
          response: {
            200: { description: 'The file', content: { 'application/json': { schema: z.unknown() } } },
            ...problemResponses,
          },
        },
      },
      async (request, reply) => {
        const file = await personalData.file(principalOf(request), request.body.person)
        if (!file.ok) return sendFailure(reply, file.failure)
        return reply
          .type('application/json; charset=utf-8')
          .header('cache-control', 'no-store')
          .header('content-disposition', dispositionOf('personal-data.json'))
          .send(Readable.from(file.value))
      },
    )

    app.post(
      `${url}/erasures`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Erase a person from messages, chats, calls, requests and files',
          description:
            'Carried out by the process that folds, within seconds where there is little. What stood for the person becomes a stand-in; counts and charges stay. Requests that told of the person are deleted whole, and reports that hold people in full. It cannot be taken back.',
          body: personSchema,
          response: { 202: erasureSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const asked = await personalData.askErasure(principalOf(request), request.body.person)
        if (!asked.ok) return sendFailure(reply, asked.failure)
        deps.onErasureAsked?.()
        return reply.code(202).send(asked.value)
      },
    )
  }
}
