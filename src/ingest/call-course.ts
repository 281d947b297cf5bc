import { maxCallSeconds, unansweredCallResults } from '../contract/index.ts'
import { ok, type Result } from '../core/index.ts'
import { isPlausibleEventTime } from './event-time.ts'
import { type Refusal, refuse } from './refusal.ts'

/** When a call began, was answered and ended, epoch ms, and how. */
export interface CallCourse {
  readonly startedAtMs: number
  readonly answeredAtMs: number | null
  readonly endedAtMs: number
  readonly result: string
}

/** How the fields are called where the call comes from, for refusals. */
export interface CourseFields {
  readonly startedAt: string
  readonly answeredAt: string
  readonly endedAt: string
  readonly result: string
}

/** Checks that moments and result of a call can be true together. */
export function checkCourse(
  course: CallCourse,
  fields: CourseFields,
  receivedAtMs: number,
): Result<CallCourse, Refusal> {
  const { startedAtMs, answeredAtMs, endedAtMs, result } = course
  for (const [field, moment] of [
    [fields.startedAt, startedAtMs],
    [fields.endedAt, endedAtMs],
  ] as const)
    if (!isPlausibleEventTime(moment, receivedAtMs))
      return refuse('invalid_time', `${field} must be at most five years ago and at most 24 hours ahead.`)
  if (endedAtMs < startedAtMs)
    return refuse('invalid_time', `${fields.endedAt} must not be before ${fields.startedAt}.`)
  if (endedAtMs - startedAtMs > maxCallSeconds * 1000)
    return refuse('invalid_time', `${fields.endedAt} must be at most seven days after ${fields.startedAt}.`)
  if (answeredAtMs !== null && (answeredAtMs < startedAtMs || answeredAtMs > endedAtMs))
    return refuse(
      'invalid_time',
      `${fields.answeredAt} must be between ${fields.startedAt} and ${fields.endedAt}.`,
    )
  if (result === 'answered' && answeredAtMs === null)
    return refuse('missing_field', `${fields.answeredAt} is required where ${fields.result} is answered.`)
  if (answeredAtMs !== null && unansweredCallResults.includes(result))
    return refuse(
      'invalid_result',
      `${fields.result} is ${result}, which nobody answers: leave ${fields.answeredAt} out or correct the result.`,
    )
  return ok(course)
}
