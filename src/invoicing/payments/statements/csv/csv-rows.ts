import { CsvError, parse } from 'csv-parse/sync'
import { type CsvDelimiter, maxCsvColumns } from '../../../../contract/index.ts'
import { ok, type Result } from '../../../../core/index.ts'
import { failStatement, maxStatementLines, type StatementFailure, tooManyLines } from '../bank-statement.ts'

/** Characters of one row. */
const maxRecordLength = 50_000
/** Rows besides the lines of the statement: titles, what stands above them, totals. */
const maxOtherRows = 1_100

/** The cells of a CSV text, row by row; an empty row has none. At most `maxRows`, if given: the rest is not read. */
export function readCsvRows(
  text: string,
  delimiter: CsvDelimiter,
  maxRows?: number,
): Result<readonly (readonly string[])[], StatementFailure> {
  const limit = maxStatementLines + maxOtherRows
  try {
    const records: string[][] = parse(text, {
      delimiter,
      relax_column_count: true,
      // Banks write quotes inside cells that are not quoted: ООО "Ромашка".
      relax_quotes: true,
      max_record_size: maxRecordLength,
      to: maxRows ?? limit + 1,
    })
    if (records.length > limit) return tooManyLines()
    const wide = records.findIndex((cells) => cells.length > maxCsvColumns)
    if (wide !== -1)
      return failStatement('invalid_statement', `More than ${maxCsvColumns} columns.`, wide + 1)
    return ok(records.map((cells) => (cells.every((cell) => cell.trim() === '') ? [] : cells)))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return failStatement('invalid_statement', `The file is not CSV: ${error.message}.`)
  }
}
