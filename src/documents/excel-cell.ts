import { type CellValue, readCell } from './cell-value.ts'
import type { ColumnType } from './finished-table.ts'
import type { LocalClock } from './local-clock.ts'

/** A cell as Excel knows it: text is never a formula, a moment is a number of days with a format of dates. */
export type ExcelCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number; readonly format: string }
  | null

const dayMs = 86_400_000
const formats = {
  integer: '#,##0',
  number: '#,##0.######',
  percent: '0.0%',
  duration_ms: '[h]:mm:ss.000',
  instant: 'yyyy-mm-dd hh:mm:ss',
} as const

/** Excel's own limit for a text, in UTF-16 units. */
const maxTextLength = 32_767
/** Stands at the end of a text that was cut. */
const cutMark = '…'
/** Excel shows and keeps this many digits of a number. */
const maxDigits = 15
/** Day 0 of Excel's calendar on the calendar of 1970. Before 1 March 1900 it counts a day that never was. */
const excelEpochDays = 25_569
const firstDay = 61
const endDay = 2_958_466

export function toExcelCell(type: ColumnType, value: unknown, clock: LocalClock): ExcelCell {
  const cell: CellValue = readCell(type, value)
  if (!cell) return null
  switch (cell.kind) {
    case 'text':
      return textCell(cell.text)
    case 'instant':
      return instantCell(cell.epochMs, clock)
    case 'money':
      return hasFewDigits(cell.amount)
        ? { kind: 'number', number: Number(cell.amount), format: moneyFormat(cell.currency) }
        : textCell(`${cell.amount} ${cell.currency}`)
    case 'number':
      return numberCell(type, cell)
  }
}

function textCell(text: string): ExcelCell {
  if (text.length <= maxTextLength) return { kind: 'text', text }
  // A cut through an emoji leaves half of it.
  const kept = text.slice(0, maxTextLength - 1).replace(/[\ud800-\udbff]$/, '')
  return { kind: 'text', text: kept + cutMark }
}

function numberCell(type: ColumnType, { number, digits }: { number: number; digits: string }): ExcelCell {
  if (type === 'duration_ms') return { kind: 'number', number: number / dayMs, format: formats.duration_ms }
  // A longer whole number is an id and stays whole as text; a ratio such as 1/3 is no more exact than its double.
  const isExact = hasFewDigits(digits) || (!Number.isInteger(number) && String(number) === digits)
  if (!isExact) return textCell(digits)
  const format = type === 'integer' || type === 'percent' ? formats[type] : formats.number
  return { kind: 'number', number, format }
}

function instantCell(epochMs: number, clock: LocalClock): ExcelCell {
  const days = clock.toWallMs(epochMs) / dayMs + excelEpochDays
  return days >= firstDay && days < endDay
    ? { kind: 'number', number: days, format: formats.instant }
    : textCell(clock.format(epochMs))
}

function hasFewDigits(digits: string): boolean {
  return digits.length <= maxDigits || digits.replace(/e.*$|[-.]/g, '').replace(/^0+/, '').length <= maxDigits
}

const moneyFormats = new Map<string, string>()

/** One text per currency, so that formats are told apart by identity; currencies are three letters. */
function moneyFormat(currency: string): string {
  const known = moneyFormats.get(currency)
  if (known !== undefined) return known
  const format = `#,##0.00#### "${currency}"`
  moneyFormats.set(currency, format)
  return format
}
