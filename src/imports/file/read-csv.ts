import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import {
  type ImportDelimiter,
  type ImportEncoding,
  type ImportError,
  maxImportColumns,
  maxImportRows,
} from '../../contract/index.ts'
import { maxRowLength } from '../limits.ts'
import { tidyCell } from './tidy-cell.ts'

/** A row of a file with its number, as spreadsheets count: the first is 1. Cells are tidy. */
export interface FileRow {
  readonly row: number
  readonly cells: readonly string[]
}

export interface CsvReading {
  readonly encoding: ImportEncoding
  readonly delimiter: ImportDelimiter
}

/** Why a file cannot be read on from a row. */
export class BrokenFile extends Error {
  override readonly name = 'BrokenFile'
  readonly code: ImportError
  readonly row: number

  constructor(code: ImportError, row: number) {
    super(`The file cannot be read from row ${row} on: ${code}`)
    this.code = code
    this.row = row
  }
}

/**
 * The rows of a CSV file, one after the other, in the memory of a few. Rows may have different numbers of cells, and quotes
 * within cells that are not quoted.
 *
 * @throws BrokenFile
 */
export async function* readCsv(
  chunks: AsyncIterable<Uint8Array>,
  { encoding, delimiter }: CsvReading,
): AsyncGenerator<FileRow> {
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: maxRowLength,
  })
  const texts = Readable.from(decoded(chunks, encoding), { highWaterMark: 1 })
  // What goes wrong anywhere ends the parser with it, and is met below.
  pipeline(texts, parser, () => undefined)
  let row = 0
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row += 1
      if (row > maxImportRows) throw new BrokenFile('too_many_rows', row)
      if (record.length > maxImportColumns) throw new BrokenFile('too_many_columns', row)
      yield { row, cells: record.map(tidyCell) }
    }
  } catch (error) {
    throw brokenBy(error, row + 1)
  } finally {
    texts.destroy()
    parser.destroy()
  }
}

/** `fatal` throws a TypeError at bytes that are no text. */
async function* decoded(chunks: AsyncIterable<Uint8Array>, encoding: ImportEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

function brokenBy(error: unknown, row: number): unknown {
  if (error instanceof CsvError)
    return new BrokenFile(
      error.code === 'CSV_MAX_RECORD_SIZE' ? 'row_too_long' : 'broken_csv',
      // Rows that were read before it in the same piece of the file did not come through.
      typeof error['records'] === 'number' ? error['records'] + 1 : row,
    )
  if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return new BrokenFile('broken_encoding', row)
  return error
}
