import type { CallDirection, CallField, ImportMapping } from '../../../contract/index.ts'
import { ok } from '../../../core/index.ts'
import { callEndedType } from '../../call-cloud-event.ts'
import { hashedUuid } from '../../message-keys.ts'
import { type FileItem, type RowMapper, type RowResult, refuseRow } from '../file-kind.ts'
import { fileSource } from '../messages/message-row.ts'
import { readRowCost } from '../messages/row-cost.ts'
import type { DateReading } from '../read-file-date.ts'
import { createZoneClock } from '../zone-clock.ts'
import { readRowCourse } from './call-course-of-row.ts'
import { guessDirection, readDirection, resultIn } from './call-words.ts'

/**
 * Rows of call records → events, one a row. The event has no time of its own: of two files that tell a call differently the one imported
 * later counts. Its id follows from what the row says: read twice, it is the same event.
 */
export function createCallMapper(mapping: ImportMapping): RowMapper {
  const reading = { order: mapping.date_order, clock: createZoneClock(mapping.time_zone) }
  return (cells) => {
    const textOf = (field: CallField): string => {
      const column = mapping.columns[field]
      const cell = column === undefined ? '' : (cells[column - 1] ?? '')
      return cell === '' && field === 'currency' ? (mapping.fixed[field] ?? '') : cell
    }
    return mapRow(textOf, mapping, reading)
  }
}

type TextOf = (field: CallField) => string

function mapRow(textOf: TextOf, mapping: ImportMapping, reading: DateReading): RowResult {
  if (textOf('call_id') === '') return refuseRow('missing', 'call_id', '')
  const course = readRowCourse(textOf, reading)
  if (!course.ok) return course
  const { startedAtMs, answeredAtMs, endedAtMs } = course.value
  const direction = directionOf(textOf, mapping.fixed['direction'] ?? '')
  // Neither a word nor an extension says which way the call went.
  if (direction === null) return refuseRow('missing', 'direction', textOf('direction'))
  const result = resultIn(textOf('result'), answeredAtMs !== null, mapping)
  if (result === null) return refuseRow('unknown_status', 'result', textOf('result'))
  if (result === 'answered' && answeredAtMs === null) return refuseRow('missing', 'answered_at', '')
  const cost = readRowCost(textOf('cost'), textOf('currency'), mapping.decimal_sign)
  if (!cost.ok)
    return {
      ok: false,
      failure: { ...cost.failure, field: cost.failure.field === 'price' ? 'cost' : cost.failure.field },
    }
  return ok([
    toItem({
      call_id: callIdOf(textOf),
      direction,
      from: textOf('from') || null,
      to: textOf('to') || null,
      started_at: instant(startedAtMs),
      answered_at: answeredAtMs === null ? null : instant(answeredAtMs),
      ended_at: instant(endedAtMs),
      result,
      operator_id: textOf('operator_id') || null,
      cost: cost.value,
    }),
  ])
}

/** Several records of one call are calls of their own: each has a course and a price. */
function callIdOf(textOf: TextOf): string {
  const sequence = textOf('sequence')
  return sequence === '' ? textOf('call_id') : `${textOf('call_id')}/${sequence}`
}

/** As the row says, else by who is an extension, else as chosen for the file. */
function directionOf(textOf: TextOf, otherwise: string): CallDirection | null {
  const written = textOf('direction')
  if (written !== '') return readDirection(written)
  return guessDirection(textOf('from'), textOf('to')) ?? readDirection(otherwise)
}

function toItem(data: Readonly<Record<string, unknown>>): FileItem {
  return {
    specversion: '1.0',
    id: hashedUuid([callEndedType, JSON.stringify(data)]),
    source: fileSource,
    type: callEndedType,
    data,
  }
}

function instant(ms: number): string {
  return new Date(ms).toISOString()
}
