import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  reportScheduleCreateSchema,
  reportSchedulePatchSchema,
  reportScheduleSchema,
  reportSchedulesSchema,
} from '../contract/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { idempotencyKeyOf, optionalIdempotencyHeaders } from './idempotency-key.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

const url = '/api/v1/report-schedules'
const shared = { tags: ['reports'], security: bearerOrSession }
const params = z.object({ id: z.string().max(100) })

/** Reports that are made again and again. */
export function reportScheduleRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { reports } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'What is reported each day, week or month; first what is so by itself',
          response: { 200: reportSchedulesSchema, ...problemResponses },
        },
      },
      async (request) => reports.listSchedules(principalOf(request)),
    )

    app.post(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Have a report made of each day, ISO week or month, when it has ended',
          headers: optionalIdempotencyHeaders,
          body: reportScheduleCreateSchema,
          response: { 201: reportScheduleSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const key = idempotencyKeyOf(request)
        const made = await reports.createSchedule(principalOf(request), request.body, key)
        return made.ok ? reply.code(201).send(made.value) : sendFailure(reply, made.failure)
      },
    )

    app.patch(
      `${url}/:id`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Change it, or switch it on or off',
          params,
          body: reportSchedulePatchSchema,
          response: { 200: reportScheduleSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const patched = await reports.patchSchedule(principalOf(request), request.params.id, request.body)
        return patched.ok ? patched.value : sendFailure(reply, patched.failure)
      },
    )

    app.delete(
      `${url}/:id`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'Remove a schedule; its reports stay',
          params,
          response: { 204: z.null().describe('Removed'), ...problemResponses },
        },
      },
      async (request, reply) => {
        const removed = await reports.deleteSchedule(principalOf(request), request.params.id)
        return removed.ok ? reply.code(204).send(null) : sendFailure(reply, removed.failure)
      },
    )
  }
}
