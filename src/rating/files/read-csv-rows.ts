import { CsvError, parse } from 'csv-parse/sync'
import { type Failure, fail, ok, type Result } from '../../core/index.ts'
import type { FileRow } from './rate-columns.ts'

/** No row of rates is longer. */
const maxRecordLength = 10_000
const decimalComma = /^-?\d+,\d+$/

/**
 * Rows of a CSV file (RFC 4180) in UTF-8, separated by commas, semicolons or tabs, as its first line is. Behind
 * semicolons a number may have a decimal comma, as spreadsheets write it where the comma is the decimal sign.
 */
export function readCsvRows(bytes: Uint8Array): Result<readonly FileRow[], Failure<'invalid_file'>> {
  const text = decodeUtf8(bytes)
  if (text === null) return fail('invalid_file', 'The file is not UTF-8: save it as CSV UTF-8.')
  const delimiter = delimiterOf(text)
  try {
    const records: string[][] = parse(text, {
      delimiter,
      relax_column_count: true,
      max_record_size: maxRecordLength,
    })
    return ok(
      records.map((cells, place) => ({
        row: place + 1,
        cells: delimiter === ',' ? cells.map(tidy) : cells.map((cell) => withPoint(tidy(cell))),
      })),
    )
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return fail('invalid_file', `The file is not CSV: ${error.message}.`)
  }
}

/** The byte order mark is taken off. */
function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function delimiterOf(text: string): string {
  const [titles = ''] = text.split(/\r?\n/, 1)
  return [';', '\t'].find((candidate) => titles.includes(candidate)) ?? ','
}

/** Exported cells that a spreadsheet would run as a formula have an apostrophe before them. */
function tidy(cell: string): string {
  return cell.trim().replace(/^'(?=[+\-=@])/, '')
}

function withPoint(cell: string): string {
  return decimalComma.test(cell) ? cell.replace(',', '.') : cell
}
