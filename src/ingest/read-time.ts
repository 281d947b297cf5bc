import { ok, type Result } from '../core/index.ts'
import type { MessageEvent } from '../facts/index.ts'
import { isPlausibleEventTime, parseInstantMs } from './event-time.ts'
import { type Refusal, refuse } from './refusal.ts'

type EventTime = Pick<MessageEvent, 'timeMs' | 'timeSource'>

/** The `time` of a canonical event, or the moment of receipt where it states none. */
export function readTime(time: string | null | undefined, receivedAtMs: number): Result<EventTime, Refusal> {
  if (time === null || time === undefined) return ok({ timeMs: receivedAtMs, timeSource: 'receipt' })
  const timeMs = parseInstantMs(time)
  if (timeMs === null)
    return refuse(
      'invalid_time',
      'time must be an RFC 3339 instant with offset, as "2026-09-01T10:00:03.120Z".',
    )
  if (!isPlausibleEventTime(timeMs, receivedAtMs))
    return refuse('invalid_time', 'time must be at most five years ago and at most 24 hours ahead.')
  return ok({ timeMs, timeSource: 'provider' })
}
