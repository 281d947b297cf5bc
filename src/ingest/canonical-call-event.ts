import { ok, type Result } from '../core/index.ts'
import { apiConnectionId, apiProvider, type CallEvent } from '../facts/index.ts'
import { type CallCloudEvent, parseCallCloudEvent } from './call-cloud-event.ts'
import { type CallCourse, type CourseFields, checkCourse } from './call-course.ts'
import { callKeyOf } from './call-keys.ts'
import { countryOfCall, readCallNumber } from './call-number.ts'
import type { ItemContext } from './canonical-event.ts'
import { parseInstantMs } from './event-time.ts'
import { eventKeyOf } from './message-keys.ts'
import { readCost } from './read-cost.ts'
import { readTime } from './read-time.ts'
import { type Refusal, refuse } from './refusal.ts'

/** One item of a request in canonical form → a row of the call log, or why it is refused. */
export function fromCallCloudEvent(
  item: unknown,
  index: number,
  context: ItemContext,
): Result<CallEvent, Refusal> {
  const event = parseCallCloudEvent(item)
  if (!event.ok) return event
  const { source, id, data } = event.value
  const time = readTime(event.value.time, context.receivedAtMs)
  if (!time.ok) return time
  const course = readCourse(data, context.receivedAtMs)
  if (!course.ok) return course
  const cost = readCost(data.cost)
  if (!cost.ok) return cost
  const from = readCallNumber(data.from ?? '')
  const to = readCallNumber(data.to ?? '')
  return ok({
    companyId: context.companyId,
    callKey: callKeyOf(apiConnectionId, [data.call_id]),
    eventKey: eventKeyOf([source, id]),
    connectionId: apiConnectionId,
    provider: apiProvider,
    callId: data.call_id,
    timeMs: time.value.timeMs,
    timeSource: time.value.timeSource,
    receivedAtMs: context.receivedAtMs,
    direction: data.direction,
    caller: from.address,
    callee: to.address,
    country: countryOfCall(data.direction, from, to),
    ...course.value,
    operatorId: data.operator_id ?? '',
    costMicros: cost.value?.amountMicros ?? null,
    costCurrency: cost.value?.currency ?? '',
    requestId: context.requestId,
    requestIndex: index,
  })
}

const fields: CourseFields = {
  startedAt: 'data.started_at',
  answeredAt: 'data.answered_at',
  endedAt: 'data.ended_at',
  result: 'data.result',
}

function readCourse(data: CallCloudEvent['data'], receivedAtMs: number): Result<CallCourse, Refusal> {
  const started = readMoment(data.started_at, fields.startedAt)
  if (!started.ok) return started
  const ended = readMoment(data.ended_at, fields.endedAt)
  if (!ended.ok) return ended
  const answered = data.answered_at ? readMoment(data.answered_at, fields.answeredAt) : ok(null)
  if (!answered.ok) return answered
  return checkCourse(
    {
      startedAtMs: started.value,
      answeredAtMs: answered.value,
      endedAtMs: ended.value,
      result: data.result.replaceAll('-', '_'),
    },
    fields,
    receivedAtMs,
  )
}

function readMoment(written: string, field: string): Result<number, Refusal> {
  const ms = parseInstantMs(written)
  return ms === null
    ? refuse(
        'invalid_time',
        `${field} must be an RFC 3339 instant with offset, as "2026-09-01T10:00:03.120Z".`,
      )
    : ok(ms)
}
