import type { Failure, Result } from '../../../core/index.ts'
import { isPlausibleEventTime } from '../../event-time.ts'
import { type RowRefusal, refuseRow } from '../file-kind.ts'
import type { DateReading } from '../read-file-date.ts'
import { type FileDate, readFileDate, readReceiptDate } from '../read-file-date.ts'

export const messageDateFields = [
  'created_at',
  'sent_at',
  'delivered_at',
  'read_at',
  'clicked_at',
  'status_at',
] as const
export type MessageDateField = (typeof messageDateFields)[number]
export type RowDates = { readonly [F in MessageDateField]?: number }

/** What a row says of its dates, as epoch ms. A date that is empty, or nothing but zeros, is none. */
export function readRowDates(
  textOf: (field: MessageDateField) => string,
  reading: DateReading,
  nowMs: number,
): Result<RowDates, Failure & RowRefusal> {
  const dates: { [F in MessageDateField]?: number } = {}
  for (const field of messageDateFields) {
    const text = textOf(field)
    if (isNoDate(text)) continue
    const refused = put(dates, field, readFileDate(text, reading), nowMs)
    if (refused !== null) return refuseRow(refused, field, text)
  }
  return { ok: true, value: dates }
}

/** The dates of an SMPP receipt, where the columns say nothing of their own. */
export function withReceiptDates(
  known: RowDates,
  { submitDate, doneDate }: { readonly submitDate: string; readonly doneDate: string },
  { clock }: DateReading,
  nowMs: number,
): RowDates {
  const dates: { [F in MessageDateField]?: number } = { ...known }
  if (dates.created_at === undefined) put(dates, 'created_at', readReceiptDate(submitDate, clock), nowMs)
  if (dates.status_at === undefined) put(dates, 'status_at', readReceiptDate(doneDate, clock), nowMs)
  return dates
}

function put(
  dates: { [F in MessageDateField]?: number },
  field: MessageDateField,
  date: FileDate,
  nowMs: number,
): RowRefusal['fault'] | null {
  if (typeof date === 'string') return date
  if (!isPlausibleEventTime(date.timeMs, nowMs)) return 'date_out_of_range'
  dates[field] = date.timeMs
  return null
}

function isNoDate(text: string): boolean {
  return text === '' || text === '-' || text === '—' || /^null$|^n\/a$|^0$|^0000-00-00/i.test(text)
}
