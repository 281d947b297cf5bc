import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Problem } from '../contract/index.ts'
import type { Failure } from '../core/index.ts'
import { FactsError, type FactsErrorCode } from '../facts/index.ts'
import { RecordsFailure } from '../records/index.ts'
import { type ProblemCode, problemKinds } from './problem-codes.ts'

export const problemContentType = 'application/problem+json; charset=utf-8'

/** How long a sender should wait after 429 and 503 where nothing better is known. */
const retryAfterSeconds = 1
const maxFieldErrors = 50

/** RFC 9457 document for a code of ours. */
export function problemOf(code: ProblemCode, detail: string, errors?: Problem['errors']): Problem {
  const { status, title } = problemKinds[code]
  return { type: `urn:tallybook:problem:${code}`, title, status, code, detail, ...(errors ? { errors } : {}) }
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if ((problem.status === 429 || problem.status === 503) && !reply.hasHeader('retry-after'))
    reply.header('retry-after', retryAfterSeconds)
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="tallybook"')
  return reply.code(problem.status).type(problemContentType).send(problem)
}

/** A failure's answer. The compiler sees to it that every code has a place in the mapping. */
export function sendFailure(reply: FastifyReply, failure: Failure<ProblemCode>): FastifyReply {
  return sendProblem(reply, problemOf(failure.code, failure.detail))
}

/** Thrown before a body is parsed that would keep the parser busy. */
export class TooDeepJson extends Error {
  readonly code = 'JSON_TOO_DEEP'
}

const fullRoomDetail = 'More is coming in than can be written: send the same request again after Retry-After.'
/** The answer to who would bring in more than there is room for. */
export const fullRoom = problemOf('overloaded', fullRoomDetail)

/** By the codes of Fastify's errors, and of ours. */
const byErrorCode: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [
    'body_too_large',
    'The body is larger than this address takes: send it in smaller pieces.',
  ],
  BODY_TOO_LARGE: [
    'body_too_large',
    'The body is larger than this address takes: send it in smaller pieces.',
  ],
  BODY_TOO_SLOW: [
    'request_timeout',
    'The body came too slowly, or stopped: send the same request again over a better line.',
  ],
  BODY_WITHOUT_ROOM: ['overloaded', fullRoomDetail],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'unsupported_media_type',
    'Send the body with one of the content types that the documentation of this address names.',
  ],
  FST_CP_ERR_INVALID_CONTENT_ENCODING: [
    'unsupported_media_type',
    'Pack the body with gzip, br or deflate, once, or not at all.',
  ],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['invalid_json', 'The body is empty: send a JSON document.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [
    'invalid_json',
    'The body is not a JSON document: check its quotes, commas and brackets.',
  ],
  JSON_TOO_DEEP: ['invalid_json', 'The body nests deeper than 100 levels: send flatter JSON.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    'invalid_request',
    'The body is not as long as its Content-Length says.',
  ],
  FST_ERR_BAD_URL: ['invalid_url', 'The address holds characters that are not encoded properly.'],
  FST_ERR_MAX_PARAM_LENGTH: ['not_found', 'There is nothing at this address.'],
}

/** Fastify's error handler: everything that was thrown becomes a problem document; bugs are logged and not described. */
export function handleError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(
    reply,
    hasLeft(error, reply) ? problemOfLeaving(error, request) : problemOfError(error, request),
  )
}

/** Errors of writing to somebody who is no longer there. */
const leavingCodes = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'])

function hasLeft(error: FastifyError, reply: FastifyReply): boolean {
  return leavingCodes.has(error.code) && (reply.raw.destroyed || reply.raw.socket?.destroyed === true)
}

/** Browsers drop connections all the time: no fault of anybody's, and nobody reads the answer. */
function problemOfLeaving(error: FastifyError, request: FastifyRequest): Problem {
  request.log.debug({ code: error.code }, 'the caller left before the answer')
  return problemOf('invalid_request', 'The connection was closed before the answer was written.')
}

/** What the store or a connection to an engine says when trying again later is all that one can do. */
const engineAwayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
])

const factsAway: ReadonlySet<FactsErrorCode> = new Set(['busy', 'closed', 'unreachable', 'not_writable'])

function isEngineAway(error: Error & { code?: string }): boolean {
  if (error instanceof FactsError) return factsAway.has(error.code)
  if (error instanceof RecordsFailure) return error.code === 'unreachable'
  return error.code !== undefined && engineAwayCodes.has(error.code)
}

function problemOfError(error: FastifyError, request: FastifyRequest): Problem {
  if (hasZodFastifySchemaValidationErrors(error)) return invalidFields(error)
  const known = byErrorCode[error.code]
  if (known) return problemOf(known[0], known[1])
  if (error.statusCode === 429)
    return problemOf('too_many_requests', 'Wait as long as Retry-After says, then try again.')
  if (error instanceof SyntaxError && error.statusCode === 400)
    return problemOf(
      'invalid_json',
      'The body is not a JSON document: check its quotes, commas and brackets.',
    )
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return problemOf('invalid_request', 'The request could not be read: check its method, headers and body.')
  if (isEngineAway(error)) {
    request.log.error({ err: error }, 'an engine could not answer a request')
    return problemOf(
      'unavailable',
      'An engine does not answer or has too much to do: try again after Retry-After.',
    )
  }
  request.log.error({ err: error }, 'a request failed by a fault of ours')
  return problemOf('internal', internalDetail(request))
}

function internalDetail(request: FastifyRequest): string {
  return `Try again; if it stays so, look for request ${request.id} in the log of the server.`
}

interface ZodIssueOfFastify {
  readonly instancePath: string
  readonly keyword: string
  readonly message?: string
}

function invalidFields(error: {
  validation: readonly ZodIssueOfFastify[]
  validationContext?: string
}): Problem {
  const part = error.validationContext ?? 'body'
  const errors = error.validation.slice(0, maxFieldErrors).map((issue) => ({
    path: issue.instancePath === '' ? part : `${part}${issue.instancePath}`,
    code: issue.keyword,
    detail: issue.message ?? 'not valid',
  }))
  const first = errors[0]
  return problemOf(
    'invalid_request',
    first ? `${first.path}: ${first.detail}` : 'The request does not match its documentation.',
    errors,
  )
}

export function handleNotFound(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(
    reply,
    problemOf('not_found', 'There is nothing at this address: check its path and method.'),
  )
}
