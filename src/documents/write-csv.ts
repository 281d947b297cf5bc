import { type CellValue, readCell } from './cell-value.ts'
import type { FinishedTable, TableColumn } from './finished-table.ts'
import { createLocalClock, type LocalClock } from './local-clock.ts'

export interface CsvOptions {
  /** A byte order mark at the start, by which Excel knows UTF-8. */
  readonly byteOrderMark?: boolean
}

const byteOrderMark = '\ufeff'
const lineEnd = '\r\n'
/** Rows are handed on in pieces of about this length, in UTF-16 units. */
const chunkLength = 64 * 1024

/**
 * A table as CSV (RFC 4180) in pieces: titles, then rows. Numbers, ratios and milliseconds are written plain, instants as
 * RFC 3339 with the offset of the table's zone, money as two columns: amount and currency.
 */
export async function* writeCsv(table: FinishedTable, options: CsvOptions = {}): AsyncGenerator<string> {
  const clock = createLocalClock(table.timeZone)
  let chunk = (options.byteOrderMark ? byteOrderMark : '') + titleLine(table.columns)
  for await (const row of table.rows) {
    chunk += rowLine(table.columns, row, clock)
    if (chunk.length < chunkLength) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

function titleLine(columns: readonly TableColumn[]): string {
  const fields = columns.flatMap(({ title, type }) => {
    const titles = type === 'money' ? [title, `${title}, ISO 4217`] : [title]
    return titles.map(textField)
  })
  return fields.join(',') + lineEnd
}

function rowLine(columns: readonly TableColumn[], row: readonly unknown[], clock: LocalClock): string {
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
