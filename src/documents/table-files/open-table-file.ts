import { rm } from 'node:fs/promises'
import { ok, type Result } from '../../core/index.ts'
import { createTranslate, type Language, numberLocaleOf } from '../../messages/index.ts'
import type { TableColumn, TableNote } from '../finished-table.ts'
import { widthOf } from './column-width.ts'
import { partPath } from './part-file.ts'
import { createRowSender } from './row-sender.ts'
import type { TableRows } from './table-encoder.ts'
import type { TableFileFailure } from './table-file-failure.ts'
import type { TableFileFormat, TableFileJob, WrittenFile } from './table-file-job.ts'
import { startWritingThread } from './writing-thread.ts'
import { standardXlsxBounds, type XlsxBounds } from './xlsx/xlsx-encoder.ts'

export interface TableFileOptions {
  /** Where the file will be; a file that is there is replaced when the new one is whole. */
  readonly path: string
  readonly format: TableFileFormat
  readonly language: Language
  /** IANA zone of every instant in a file for people; Parquet has UTC. */
  readonly timeZone: string
  readonly columns: readonly TableColumn[]
  /** Company, period, zone, filters, when it was made: the first sheet of Excel, the footer of Parquet; not in CSV. */
  readonly about: readonly TableNote[]
  /** Name of the data sheet where there is only one; `Data` by default. */
  readonly name?: string
  /** `bom`: a byte order mark, by which Excel knows UTF-8. */
  readonly csv?: { readonly bom: boolean }
}

/** A file that is being written. After a failure, and after `end` or `abort`, nothing further may be asked of it but `abort`. */
export interface TableFile {
  /**
   * Resolves when the next rows may come: wait for it, and memory stays bounded whatever their number. A row has one value per
   * column, in the columns' order.
   */
  writeRows(rows: TableRows): Promise<Result<void, TableFileFailure>>
  /** On disk under its own name when it resolves. `totals` follow what the file is about. */
  end(totals?: readonly TableNote[]): Promise<Result<TableFileSums, TableFileFailure>>
  /** Nothing is left of the file when it resolves. */
  abort(): Promise<void>
}

export type TableFileSums = Omit<WrittenFile, 'content'>

/** Excel's own limit; far more than anybody reads in any format. */
const maxColumns = 16_384

/**
 * Begins a file of any number of rows. It is written in a thread of its own, to `{path}.part` beside it, which has its own name
 * only when all of it is on disk. One file at a time may be written to a path.
 */
export async function openTableFile(
  options: TableFileOptions,
  bounds: XlsxBounds = standardXlsxBounds,
): Promise<TableFile> {
  if (options.columns.length > maxColumns) throw new RangeError(`A file has at most ${maxColumns} columns.`)
  const thread = startWritingThread(jobOf(options, bounds))
  const send = createRowSender(thread, options.columns.length)
  const discard = async (): Promise<void> => {
    await thread.stop()
    await rm(partPath(options.path), { force: true })
  }
  const keptOrDiscarded = async <T>(work: Promise<Result<T, TableFileFailure>>) => {
    try {
      const done = await work
      if (!done.ok) await discard()
      return done
    } catch (error) {
      await discard()
      throw error
    }
  }
  return {
    writeRows: (rows) => keptOrDiscarded(send.rows(rows)),
    async end(totals = []) {
      const written = await keptOrDiscarded(send.end(totals))
      if (!written.ok) return written
      await thread.stop()
      const { bytes, sha256, rows } = written.value
      return ok({ bytes, sha256, rows })
    },
    abort: discard,
  }
}

function jobOf(options: TableFileOptions, xlsxBounds: XlsxBounds): TableFileJob {
  const { format, path, timeZone, columns, about, language } = options
  return {
    format,
    path,
    timeZone,
    columns,
    about,
    widthsChars: columns.map(widthOf),
    words: sheetWords(language, options.name),
    bom: options.csv?.bom ?? false,
    xlsxBounds,
  }
}

export function sheetWords(language: Language, name?: string): TableFileJob['words'] {
  const t = createTranslate(language)
  return {
    about: t('table_file.about'),
    rows: t('table_file.rows'),
    data: name ?? t('table_file.data'),
    locale: numberLocaleOf[language],
  }
}
