import { CsvError, parse } from 'csv-parse/sync'
import { type ImportDelimiter, type ImportEncoding, importDelimiters } from '../../contract/index.ts'
import type { FileHead } from '../../ingest/index.ts'
import { headBytes, maxRowLength } from '../limits.ts'
import { tidyCell } from './tidy-cell.ts'

/** Rows by which columns are guessed. */
const maxHeadRows = 200

/** The first rows of a file with how it seems to be written: that of all ways which gives the most even table. */
export function readHead(bytes: Uint8Array): FileHead {
  const head = bytes.subarray(0, headBytes)
  const isWhole = head.length === bytes.length
  const encoding = encodingOf(head)
  const text = new TextDecoder(encoding).decode(head)
  const tables = importDelimiters.map((delimiter) => ({
    delimiter,
    rows: readRows(text, delimiter, isWhole),
  }))
  const best = tables.toSorted((a, b) => evenness(b.rows) - evenness(a.rows))[0]
  return { encoding, delimiter: best?.delimiter ?? ',', rows: best?.rows ?? [] }
}

/** The same where it is known how the file is written. */
export function readHeadAs(
  bytes: Uint8Array,
  { encoding, delimiter }: { readonly encoding: ImportEncoding; readonly delimiter: ImportDelimiter },
): FileHead {
  const head = bytes.subarray(0, headBytes)
  const text = new TextDecoder(encoding).decode(head)
  return { encoding, delimiter, rows: readRows(text, delimiter, head.length === bytes.length) }
}

/** Without the last row of a text that was cut there. */
function readRows(
  text: string,
  delimiter: ImportDelimiter,
  isWhole: boolean,
): readonly (readonly string[])[] {
  try {
    const rows: string[][] = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: maxRowLength,
      skip_records_with_error: true,
      to: maxHeadRows,
    })
    const whole = isWhole || rows.length === maxHeadRows ? rows : rows.slice(0, -1)
    return whole.map((cells) => cells.map(tidyCell))
  } catch (error) {
    if (error instanceof CsvError) return []
    throw error
  }
}

/** Columns that most rows agree upon; a text that is cut by nothing has one. */
function evenness(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>()
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [width = 0, agreeing = 0] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? []
  return width < 2 ? 0 : width * (agreeing / rows.length)
}

function encodingOf(head: Uint8Array): ImportEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return 'utf-8'
  } catch {
    return isCyrillic(head) ? 'windows-1251' : 'windows-1252'
  }
}

/** Words of Windows-1251 are made of bytes that in other encodings are single accented letters. */
function isCyrillic(head: Uint8Array): boolean {
  let run = 0
  let inRuns = 0
  let all = 0
  for (const byte of head) {
    run = byte >= 0xc0 ? run + 1 : 0
    if (byte >= 0xc0) all += 1
    if (run >= 3) inRuns += 1
  }
  return all > 0 && inRuns / all > 0.3
}
