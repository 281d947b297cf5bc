import type { TableColumn, TableNote } from '../finished-table.ts'
import type { TableRows } from './table-encoder.ts'
import type { TableFileFailure } from './table-file-failure.ts'
import type { SheetWords } from './xlsx/sheet-names.ts'
import type { XlsxBounds } from './xlsx/xlsx-encoder.ts'

export type TableFileFormat = 'xlsx' | 'csv' | 'parquet'

/** What a writing thread is started with. */
export interface TableFileJob {
  readonly format: TableFileFormat
  /** Where the file will be; `null` where the thread answers with its content. */
  readonly path: string | null
  readonly timeZone: string
  readonly columns: readonly TableColumn[]
  readonly about: readonly TableNote[]
  readonly widthsChars: readonly number[]
  readonly words: SheetWords
  readonly bom: boolean
  readonly xlsxBounds: XlsxBounds
}

/** The thread answers each message with one answer, in their order. */
export type TableFileMessage = { readonly rows: TableRows } | { readonly totals: readonly TableNote[] }

export type TableFileAnswer =
  | { readonly ok: true; readonly value: WrittenFile | null }
  | { readonly ok: false; readonly failure: TableFileFailure }

/** What the last answer says. */
export interface WrittenFile {
  readonly bytes: number
  /** Lower-case hexadecimal. */
  readonly sha256: string
  /** Without titles. */
  readonly rows: number
  readonly content?: Uint8Array<ArrayBuffer>
}
