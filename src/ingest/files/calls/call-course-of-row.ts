import type { CallField } from '../../../contract/index.ts'
import { type Failure, ok, type Result } from '../../../core/index.ts'
import { type RowRefusal, refuseRow } from '../file-kind.ts'
import { type DateReading, readFileDate } from '../read-file-date.ts'
import { isNoMoment, readDurationMs } from './call-durations.ts'
import { readResult } from './call-words.ts'

/** When a call began, was answered and ended, epoch ms. */
export interface RowCourse {
  readonly startedAtMs: number
  /** Null: nobody took it. */
  readonly answeredAtMs: number | null
  readonly endedAtMs: number
}

type TextOf = (field: CallField) => string
type Refused = Failure & RowRefusal

const momentFields = ['started_at', 'answered_at', 'ended_at'] as const
const durationFields = ['duration', 'talk_time'] as const
type Stated = Readonly<Record<(typeof momentFields)[number] | (typeof durationFields)[number], number>>

/** Moments of a row: those that are stated, and those that follow from durations. */
export function readRowCourse(textOf: TextOf, reading: DateReading): Result<RowCourse, Refused> {
  const stated = {
    started_at: Number.NaN,
    answered_at: Number.NaN,
    ended_at: Number.NaN,
    duration: Number.NaN,
    talk_time: Number.NaN,
  }
  for (const field of momentFields) {
    if (isNoMoment(textOf(field))) continue
    const moment = readMoment(textOf(field), reading)
    if (typeof moment === 'string') return refuseRow(moment, field, textOf(field))
    stated[field] = moment
  }
  for (const field of durationFields) {
    if (textOf(field) === '') continue
    const ms = readDurationMs(textOf(field))
    if (ms === null) return refuseRow('invalid_value', field, textOf(field))
    stated[field] = ms
  }
  return courseOf(stated, textOf)
}

/** Microseconds since 1970, as FreeSWITCH has them beside seconds. */
const microEpoch = /^(\d{13})\d{3}$/

function readMoment(text: string, reading: DateReading): number | 'invalid_date' | 'no_such_time' {
  const micros = microEpoch.exec(text)
  if (micros) return Number(micros[1])
  const date = readFileDate(text, reading)
  return typeof date === 'string' ? date : date.timeMs
}

/**
 * What is not stated follows from the rest. A duration goes before an end that lies before the beginning: where clocks are set back a
 * wall time may come twice.
 */
function courseOf(stated: Stated, textOf: TextOf): Result<RowCourse, Refused> {
  const {
    started_at: startedAtMs,
    answered_at: answeredAt,
    ended_at: endedAt,
    duration,
    talk_time: talk,
  } = stated
  if (Number.isNaN(startedAtMs)) return refuseRow('missing', 'started_at', '')
  const endedAtMs = endedAt >= startedAtMs || Number.isNaN(duration) ? endedAt : startedAtMs + duration
  if (Number.isNaN(endedAtMs)) return refuseRow('missing', 'ended_at', '')
  if (endedAtMs < startedAtMs) return refuseRow('invalid_date', 'ended_at', textOf('ended_at'))
  const isAnsweredByWord = readResult(textOf('result'), false) === 'answered'
  const hasAnswer = !Number.isNaN(answeredAt) || talk > 0 || (isAnsweredByWord && talk === 0)
  if (!hasAnswer) return ok({ startedAtMs, answeredAtMs: null, endedAtMs })
  const isStatedWithin = answeredAt >= startedAtMs && answeredAt <= endedAtMs
  const answeredAtMs = isStatedWithin || Number.isNaN(talk) ? answeredAt : endedAtMs - talk
  if (answeredAtMs >= startedAtMs && answeredAtMs <= endedAtMs)
    return ok({ startedAtMs, answeredAtMs, endedAtMs })
  return Number.isNaN(answeredAt)
    ? refuseRow('invalid_value', 'talk_time', textOf('talk_time'))
    : refuseRow('invalid_date', 'answered_at', textOf('answered_at'))
}
