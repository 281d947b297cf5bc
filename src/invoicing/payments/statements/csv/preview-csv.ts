import {
  type CsvDateFormat,
  type CsvDelimiter,
  type CsvMapping,
  type CsvPreview,
  csvDateFormats,
  csvDelimiters,
} from '../../../../contract/index.ts'
import { ok, type Result } from '../../../../core/index.ts'
import { failStatement, type StatementFailure, tooLarge } from '../bank-statement.ts'
import { parseCalendarDate } from '../calendar-date.ts'
import { decodeText } from '../decode-text.ts'
import { type DecimalSign, parseBankAmount } from '../parse-bank-amount.ts'
import { readCsvRows } from './csv-rows.ts'
import { guessEncoding } from './guess-encoding.ts'
import { fieldOfTitle } from './title-words.ts'

/** Rows that are looked at for the guess, and of them those that are shown. */
const guessedRows = 200
const shownRows = 20

type Rows = readonly (readonly string[])[]

/**
 * The first rows of a CSV file with a guess at how to read it: encoding and delimiter by the bytes, columns by their titles,
 * dates and decimals by what all of them can be. A guess is for a person to look at; nothing is booked by it alone.
 */
export function previewCsv(bytes: Uint8Array, currency: string): Result<CsvPreview, StatementFailure> {
  const large = tooLarge(bytes)
  if (large) return large
  const encoding = guessEncoding(bytes)
  const text = decodeText(bytes, encoding)
  if (text === null) return failStatement('invalid_statement', 'The file is no text.')
  const delimiter = guessDelimiter(text)
  const read = readCsvRows(text, delimiter, guessedRows)
  if (!read.ok) return read
  const rows = read.value
  const first = rows.findIndex(
    (cells) => cells.some((cell) => dateFormatsOf([cell]).length > 0) && isLine(cells),
  )
  const titles = [...(rows[first - 1] ?? [])]
  const guess = first === -1 ? null : guessMapping(rows.slice(first), titles, currency)
  return ok({
    encoding,
    delimiter,
    titles,
    rows: rows.slice(0, shownRows).map((cells) => [...cells]),
    mapping: guess && { encoding, delimiter, first_row: first + 1, ...guess },
  })
}

/** A line of a statement has a date, an amount and at least one thing more. */
function isLine(cells: readonly string[]): boolean {
  return cells.length >= 3 && cells.some((cell) => /\d/.test(cell) && decimalSignsOf([cell]).length > 0)
}

/** The delimiter that takes most rows into the same number of cells, above one. */
function guessDelimiter(text: string): CsvDelimiter {
  const lines = text.slice(0, 100_000).split(/\r?\n/, guessedRows)
  const scores = csvDelimiters.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length).filter((count) => count > 1)
    const sizes = [...Map.groupBy(counts, (count) => count).values()].map((same) => same.length)
    return { delimiter, score: Math.max(0, ...sizes) }
  })
  return scores.reduce((best, each) => (each.score > best.score ? each : best)).delimiter
}

function guessMapping(lines: Rows, titles: readonly string[], currency: string) {
  const columns = columnsByTitle(titles)
  const { booked_on } = columns
  const amounts = [columns.amount, columns.debit, columns.credit].filter((column) => column !== undefined)
  if (booked_on === undefined || amounts.length === 0) return null
  const dated = lines.filter((cells) => dateFormatsOf([cells[booked_on - 1] ?? '']).length > 0)
  const [date_format] = dateFormatsOf(dated.map((cells) => cells[booked_on - 1] ?? ''))
  const [decimal_sign] = decimalSignsOf(
    amounts.flatMap((column) => dated.map((cells) => cells[column - 1] ?? '')),
  )
  if (date_format === undefined || decimal_sign === undefined) return null
  const lastDated = lines.findLastIndex((cells) => dated.includes(cells))
  const totals = lines.slice(lastDated + 1).filter((cells) => cells.length > 0).length
  return {
    // What is beyond the rows looked at is not known.
    skipped_last_rows: lines.length < guessedRows - titles.length ? Math.min(totals, 100) : 0,
    decimal_sign,
    date_format,
    account: null,
    currency,
    columns: { ...columns, booked_on },
  }
}

/** Columns by their titles; of several of one field the first, but all that belong to the purpose. */
function columnsByTitle(titles: readonly string[]): Partial<CsvMapping['columns']> & { purpose: number[] } {
  const purpose: number[] = []
  const columns: Partial<Record<string, number>> = {}
  for (const [place, title] of titles.entries()) {
    const field = fieldOfTitle(title)
    if (field === 'purpose') purpose.push(place + 1)
    else if (field !== null) columns[field] ??= place + 1
  }
  // Both would be said twice: a signed amount is enough.
  if (columns['amount'] !== undefined) {
    delete columns['debit']
    delete columns['credit']
  } else delete columns['direction']
  return { ...columns, purpose: purpose.slice(0, 10) }
}

/** Formats that all of the dates can have; where day and month could be either, the day comes first. */
function dateFormatsOf(cells: readonly string[]): CsvDateFormat[] {
  return csvDateFormats.filter((format) => cells.every((cell) => parseCalendarDate(cell, format) !== null))
}

/** Signs that all of the amounts can have; a sign before one or two last digits is a decimal one. */
function decimalSignsOf(cells: readonly string[]): DecimalSign[] {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const signs: readonly DecimalSign[] = ['.', ',']
  return signs.filter((sign) => filled.every((cell) => parseBankAmount(cell, sign) !== null))
}
