import { byteOrderMark, rowLine, titleLine } from './csv-lines.ts'
import type { FinishedTable } from './finished-table.ts'
import { createLocalClock } from './local-clock.ts'

export interface CsvOptions {
  /** A byte order mark at the start, by which Excel knows UTF-8. */
  readonly byteOrderMark?: boolean
}

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
