import type { CallDirection } from '../../../contract/index.ts'
import { type Failure, fail, ok, type Result } from '../../../core/index.ts'
import { callEndedType } from '../../call-cloud-event.ts'
import { hashedUuid } from '../../message-keys.ts'
import { type CallField, callFields } from './call-fields.ts'
import { guessDirection, readDirection, readResult } from './call-words.ts'
import { isNoMoment, type ReadMoment, readDurationMs } from './read-call-moment.ts'

/** Why a row is not taken. */
export type CallRowFault =
  | 'missing'
  | 'invalid_date'
  | 'invalid_duration'
  | 'invalid_direction'
  | 'invalid_result'
  | 'invalid_amount'
  | 'missing_currency'

export interface CallRowRefusal extends Failure<CallRowFault> {
  readonly field: CallField
  /** What stands there. */
  readonly value: string
}

/** A call in the form of `POST /api/v1/events`: checked there like every other. */
export interface CallItem {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: typeof callEndedType
  readonly data: Readonly<Record<string, unknown>>
}

export interface CallRowOptions {
  /** How moments are written; `callMomentReader(zone)` for what telephone systems write. */
  readonly readMoment: ReadMoment
  /** Of rows that do not say it, and whose numbers do not either. */
  readonly direction?: CallDirection
  /** Of prices that name none. */
  readonly currency?: string
  /** Names the file's source: the same row of the same source is the same event, whenever it is imported. */
  readonly source: string
}

/** Cells of a row by field; a field that the file does not have is left out. */
export type CallRow = Partial<Readonly<Record<CallField, string>>>

/**
 * A row of a file of calls → a canonical event, or why it is refused. Pure. The event has no time of its own: of two files that tell
 * a call differently the one imported later counts, and a row that comes again is the event that it was before.
 */
export function mapCallRow(row: CallRow, options: CallRowOptions): Result<CallItem, CallRowRefusal> {
  const cell = (field: CallField): string => row[field]?.trim() ?? ''
  if (cell('call_id') === '') return refuse('missing', 'call_id', '', 'Each row must name its call.')
  const course = readCourse(cell, options.readMoment)
  if (!course.ok) return course
  const direction = directionOf(cell, options.direction)
  if (direction === null)
    return refuse(
      'invalid_direction',
      'direction',
      cell('direction'),
      'The row says neither by a word nor by an extension which way the call went: choose a direction for such rows.',
    )
  const isAnswered = course.value.answeredAtMs !== null
  const result = readResult(cell('result'), isAnswered)
  if (result === null || (result === 'answered' && !isAnswered))
    return refuse(
      'invalid_result',
      'result',
      cell('result'),
      result === null
        ? 'No word for a result.'
        : 'An answered call needs its moment of answer, or its talk time.',
    )
  const cost = readCost(cell, options.currency)
  if (!cost.ok) return cost
  return ok({
    specversion: '1.0',
    id: hashedUuid(['row of calls', ...callFields.map(cell)]),
    source: options.source,
    type: callEndedType,
    data: {
      call_id: callIdOf(cell),
      direction,
      from: cell('from') || null,
      to: cell('to') || null,
      started_at: instant(course.value.startedAtMs),
      answered_at: course.value.answeredAtMs === null ? null : instant(course.value.answeredAtMs),
      ended_at: instant(course.value.endedAtMs),
      result,
      operator_id: cell('operator_id') || null,
      cost: cost.value,
    },
  })
}

type Cell = (field: CallField) => string

/** Several records of one call are calls of their own: each has a course and a price. */
function callIdOf(cell: Cell): string {
  const sequence = cell('sequence')
  return sequence === '' ? cell('call_id') : `${cell('call_id')}/${sequence}`
}

function directionOf(cell: Cell, otherwise: CallDirection | undefined): CallDirection | null {
  const written = cell('direction')
  if (written !== '') return readDirection(written)
  return guessDirection(cell('from'), cell('to')) ?? otherwise ?? null
}

interface Course {
  readonly startedAtMs: number
  readonly answeredAtMs: number | null
  readonly endedAtMs: number
}

function readCourse(cell: Cell, readMoment: ReadMoment): Result<Course, CallRowRefusal> {
  const moments = { started_at: Number.NaN, answered_at: Number.NaN, ended_at: Number.NaN }
  for (const field of ['started_at', 'answered_at', 'ended_at'] as const) {
    if (isNoMoment(cell(field))) continue
    const ms = readMoment(cell(field))
    if (ms === null) return refuse('invalid_date', field, cell(field), 'No moment that can be read.')
    moments[field] = ms
  }
  const durations = { duration: Number.NaN, talk_time: Number.NaN }
  for (const field of ['duration', 'talk_time'] as const) {
    if (cell(field) === '') continue
    const ms = readDurationMs(cell(field))
    if (ms === null) return refuse('invalid_duration', field, cell(field), 'No duration that can be read.')
    durations[field] = ms
  }
  return courseOf(moments, durations, cell)
}

/**
 * What is not stated follows from the rest. A duration goes before an end that lies before the beginning: where clocks are set back a
 * wall time may come twice.
 */
function courseOf(
  {
    started_at: startedAtMs,
    answered_at: answeredAt,
    ended_at: endedAt,
  }: Readonly<Record<'started_at' | 'answered_at' | 'ended_at', number>>,
  { duration, talk_time: talk }: Readonly<Record<'duration' | 'talk_time', number>>,
  cell: Cell,
): Result<Course, CallRowRefusal> {
  if (Number.isNaN(startedAtMs)) return refuse('missing', 'started_at', '', 'The row does not say when.')
  const byDuration = startedAtMs + duration
  const endedAtMs = endedAt >= startedAtMs || Number.isNaN(duration) ? endedAt : byDuration
  if (Number.isNaN(endedAtMs))
    return refuse('missing', 'ended_at', '', 'The row says neither an end nor a duration.')
  if (endedAtMs < startedAtMs)
    return refuse('invalid_date', 'ended_at', cell('ended_at'), 'The call ends before it begins.')
  const isAnsweredByWord = readResult(cell('result'), false) === 'answered'
  const hasAnswer = !Number.isNaN(answeredAt) || talk > 0 || (isAnsweredByWord && talk === 0)
  if (!hasAnswer) return ok({ startedAtMs, answeredAtMs: null, endedAtMs })
  const isStatedWithin = answeredAt >= startedAtMs && answeredAt <= endedAtMs
  const answeredAtMs = isStatedWithin || Number.isNaN(talk) ? answeredAt : endedAtMs - talk
  if (answeredAtMs < startedAtMs || answeredAtMs > endedAtMs)
    return refuse(
      Number.isNaN(answeredAt) ? 'invalid_duration' : 'invalid_date',
      Number.isNaN(answeredAt) ? 'talk_time' : 'answered_at',
      Number.isNaN(answeredAt) ? cell('talk_time') : cell('answered_at'),
      'The call was answered outside of its own time.',
    )
  return ok({ startedAtMs, answeredAtMs, endedAtMs })
}

const amount = /^\d{1,9}(?:[.,]\d{1,6})?$/

function readCost(
  cell: Cell,
  otherwise: string | undefined,
): Result<{ amount: string; currency: string } | null, CallRowRefusal> {
  const written = cell('cost')
  if (written === '') return ok(null)
  if (!amount.test(written))
    return refuse('invalid_amount', 'cost', written, 'No amount with at most six places.')
  const currency = (cell('currency') || otherwise || '').toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency))
    return refuse(
      'missing_currency',
      'currency',
      cell('currency'),
      'The price has no currency of three letters.',
    )
  return ok({ amount: written.replace(',', '.'), currency })
}

function instant(ms: number): string {
  return new Date(ms).toISOString()
}

function refuse(
  fault: CallRowFault,
  field: CallField,
  value: string,
  detail: string,
): { readonly ok: false; readonly failure: CallRowRefusal } {
  const { failure } = fail(fault, detail)
  return { ok: false, failure: { ...failure, field, value } }
}
