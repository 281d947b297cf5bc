import type { CsvDateFormat } from '../../../contract/index.ts'

const patterns: Readonly<Record<CsvDateFormat, RegExp>> = {
  'YYYY-MM-DD': /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/,
  'DD.MM.YYYY': /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/,
  'DD.MM.YY': /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{2})$/,
  'DD/MM/YYYY': /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})$/,
  'MM/DD/YYYY': /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})$/,
  'DD-MM-YYYY': /^(?<day>\d{1,2})-(?<month>\d{1,2})-(?<year>\d{4})$/,
  YYYYMMDD: /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
}
/** A time of day behind the date is left out: a statement's day is the bank's. */
const timeBehind = /[T ]\d{1,2}:\d{2}.*$/

/** The day as `2026-10-02`; null for what is not written so, and for days that no calendar has. */
export function parseCalendarDate(text: string, format: CsvDateFormat): string | null {
  const parts = patterns[format].exec(text.trim().replace(timeBehind, ''))?.groups
  if (!parts) return null
  const { year = '', month = '', day = '' } = parts
  const fullYear = Number(year.length === 2 ? `20${year}` : year)
  const date = new Date(Date.UTC(fullYear, Number(month) - 1, Number(day)))
  const exists =
    fullYear >= 1970 && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  return exists ? date.toISOString().slice(0, 10) : null
}
