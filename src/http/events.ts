import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  type EventsAnswer,
  eventsAnswerSchema,
  maxEventsBodyBytes,
  problemSchema,
} from '../contract/index.ts'
import { callCloudEventSchema, chatCloudEventSchema, messageCloudEventSchema } from '../ingest/index.ts'
import type { Admission } from './admission.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { problemContentType, problemOf, sendFailure } from './problems.ts'
import { headersOf, rawBodyOf, takeRawBodies } from './raw-body.ts'
import type { ServerMetrics } from './server-metrics.ts'

const maxErrorsShown = 50

const cloudEventSchema = z.union([messageCloudEventSchema, chatCloudEventSchema, callCloudEventSchema])

/** A problem whose events are named as an answer would name them. */
const eventsRefusedSchema = problemSchema.extend(eventsAnswerSchema.shape)

/** `POST /api/v1/events`: canonical events in; 200 once they are on disk. */
export async function registerEvents(
  app: FastifyInstance,
  deps: ServerDependencies,
  metrics: ServerMetrics,
  admission: Admission,
): Promise<void> {
  await app.register(async (scope) => {
    takeRawBodies(scope)
    scope.post(
      '/api/v1/events',
      {
        // Room is given to known senders only; a known key is remembered, so a refusal under load stays cheap.
        onRequest: [
          requires(deps, { scope: 'events:write' }),
          admission.hook((request) => principalOf(request).companyId),
        ],
        bodyLimit: maxEventsBodyBytes,
        config: {
          rawBody: {
            'application/cloudevents+json': cloudEventSchema,
            'application/cloudevents-batch+json': z.array(cloudEventSchema),
            'application/json': z.union([cloudEventSchema, z.array(cloudEventSchema)]),
            'application/x-ndjson': z.string().describe('One event per line'),
          },
        },
        schema: {
          tags: ['events'],
          summary: 'Post events',
          description:
            'CloudEvents 1.0, one or many, up to 10 MB. Answered once they are on disk. `source` and `id` name an event: the same pair again changes nothing. Events at fault are named with their index; the others are kept.',
          security: bearerOrSession,
          response: {
            200: eventsAnswerSchema.describe('The events are on disk'),
            400: {
              description: 'Nothing was stored: the body cannot be read, or every event was refused',
              content: {
                'application/problem+json': { schema: z.union([eventsRefusedSchema, problemSchema]) },
              },
            },
            ...problemResponses,
          },
        },
      },
      async (request, reply) => {
        const answered = await deps.ingest.acceptEvents({
          companyId: principalOf(request).companyId,
          contentType: request.headers['content-type'] ?? '',
          body: rawBodyOf(request),
          request: { method: request.method, path: request.url, headers: headersOf(request) },
        })
        if (!answered.ok) return sendFailure(reply, answered.failure)
        const answer = answered.value
        metrics.events('accepted', answer.accepted)
        metrics.events('refused', answer.refused.length)
        if (answer.accepted > 0) deps.onAccepted?.()
        if (answer.accepted === 0 && answer.refused.length > 0)
          return reply.code(400).type(problemContentType).send(allRefused(answer))
        return answer
      },
    )
  })
}

function allRefused(answer: EventsAnswer): z.infer<typeof eventsRefusedSchema> {
  const errors = answer.refused
    .slice(0, maxErrorsShown)
    .map(({ index, code, detail }) => ({ path: `[${index}]`, code, detail }))
  const first = errors[0]
  return {
    ...problemOf(
      'events_refused',
      first ? `Event ${first.path}: ${first.detail}` : 'No event could be taken.',
      errors,
    ),
    ...answer,
  }
}
