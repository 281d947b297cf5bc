import { type CellValue, readCell } from './cell-value.ts'
import type { TableColumn } from './finished-table.ts'
import type { LocalClock } from './local-clock.ts'

/** By it Excel knows UTF-8. */
export const byteOrderMark = '\ufeff'
const lineEnd = '\r\n'

/** The line of titles (RFC 4180); money takes two columns. */
export function titleLine(columns: readonly TableColumn[]): string {
  const fields = columns.flatMap(({ title, type }) => {
    const titles = type === 'money' ? [title, `${title}, ISO 4217`] : [title]
    return titles.map(textField)
  })
  return fields.join(',') + lineEnd
}

/** A row (RFC 4180). No cell of it is run as a formula. */
export function rowLine(columns: readonly TableColumn[], row: readonly unknown[], clock: LocalClock): string {
  let line = ''
  for (const [position, { type }] of columns.entries()) {
    const cell = readCell(type, row[position])
    if (position > 0) line += ','
    line += field(cell, clock)
    if (type === 'money') line += cell?.kind === 'money' ? `,${cell.currency}` : ','
  }
  return line + lineEnd
}

function field(cell: CellValue, clock: LocalClock): string {
  if (!cell) return ''
  if (cell.kind === 'number') return cell.digits
  if (cell.kind === 'money') return cell.amount
  return cell.kind === 'instant' ? clock.format(cell.epochMs) : textField(cell.text)
}

/** A spreadsheet runs a cell that begins so; an apostrophe makes it text (OWASP, "CSV Injection"). */
const runsAsFormula = /^[=+\-@\t\r\n＝＋－＠]/
/** A number in E.164: as a formula it is itself, and other programs read it back as it is. */
const phoneNumber = /^\+\d+$/
const needsQuotes = /[",\r\n]|^\s|\s$/

function textField(text: string): string {
  const safe = runsAsFormula.test(text) && !phoneNumber.test(text) ? `'${text}` : text
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
