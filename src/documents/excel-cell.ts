import { type CellValue, readCell } from './cell-value.ts'
import type { ColumnType } from './finished-table.ts'
import type { LocalClock } from './local-clock.ts'

/** A cell as it crosses to the writer's thread: plain data. Instants are wall time in epoch milliseconds. */
export type ExcelCell =
  | readonly ['text', string]
  | readonly ['number', number, string]
  | readonly ['instant', number, string]
  | null

const dayMs = 86_400_000
const formats = {
  integer: '#,##0',
  number: '#,##0.######',
  percent: '0.0%',
  duration_ms: '[h]:mm:ss.000',
  instant: 'yyyy-mm-dd hh:mm:ss',
} as const

/** Excel's own limit for a text. */
const maxTextLength = 32_767

export function toExcelCell(type: ColumnType, value: unknown, clock: LocalClock): ExcelCell {
  const cell: CellValue = readCell(type, value)
  if (!cell) return null
  if (cell.kind === 'text') return textCell(cell.text)
  if (cell.kind === 'instant') return ['instant', clock.toWallMs(cell.epochMs), formats.instant]
  if (cell.kind === 'money') return ['number', Number(cell.amount), `#,##0.00#### "${cell.currency}"`]
  if (type === 'duration_ms') return ['number', cell.number / dayMs, formats.duration_ms]
  // Excel keeps 15 digits; a longer number is an id and stays whole as text.
  if (/\d{16}/.test(cell.digits)) return textCell(cell.digits)
  return ['number', cell.number, type === 'integer' || type === 'percent' ? formats[type] : formats.number]
}

function textCell(text: string): ExcelCell {
  const kept = text.slice(0, maxTextLength).toWellFormed()
  return ['text', isNameOfEveryObject(kept) ? `${kept} ` : kept]
}

/** write-excel-file looks texts up in a plain object, which already has an answer for `constructor`. */
function isNameOfEveryObject(text: string): boolean {
  return text in Object.prototype
}
