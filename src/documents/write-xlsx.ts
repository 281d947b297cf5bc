import { setImmediate } from 'node:timers/promises'
import { type Failure, fail, ok, type Result } from '../core/index.ts'
import type { FinishedTable } from './finished-table.ts'
import { widthOf } from './table-files/column-width.ts'
import { sheetWords } from './table-files/open-table-file.ts'
import { createRowSender, type RowSender } from './table-files/row-sender.ts'
import type { TableFileFailure } from './table-files/table-file-failure.ts'
import { startWritingThread, type WritingThread } from './table-files/writing-thread.ts'
import { standardXlsxBounds } from './table-files/xlsx/xlsx-encoder.ts'
import { createTurns } from './turns.ts'

/** Rows of one file, titles apart; larger tables are CSV. */
export const maxXlsxRows = 100_000
/** Cells of one file, which is held in memory until it is sent. */
export const maxXlsxCells = 2_000_000

export type XlsxFailure = Failure<'too_many_rows' | 'overloaded'>

/** Files for pages are written one at a time, since somebody waits for each; this many more may wait. */
const turns = createTurns({ maxWaiting: 8 })
/** Rows that are handed over at once, between turns of the event loop. */
const rowsPerPiece = 500

/** A table as an Excel file: a first sheet with what it is about, then typed cells under a frozen line of titles. */
export async function writeXlsx(table: FinishedTable): Promise<Result<Uint8Array, XlsxFailure>> {
  return await turns.take(async () => {
    const thread = startFor(table)
    try {
      return await written(table, createRowSender(thread, table.columns.length))
    } finally {
      await thread.stop()
    }
  })
}

function startFor({ columns, about, timeZone, language, name }: FinishedTable): WritingThread {
  return startWritingThread({
    format: 'xlsx',
    path: null,
    timeZone,
    columns,
    about,
    widthsChars: columns.map(widthOf),
    words: sheetWords(language, name),
    bom: false,
    xlsxBounds: standardXlsxBounds,
  })
}

async function written(table: FinishedTable, send: RowSender): Promise<Result<Uint8Array, XlsxFailure>> {
  const maxRows = Math.min(maxXlsxRows, Math.floor(maxXlsxCells / Math.max(1, table.columns.length)))
  let count = 0
  let rows: (readonly unknown[])[] = []
  for await (const row of table.rows) {
    if (count === maxRows)
      return fail(
        'too_many_rows',
        `An Excel file of these columns holds ${maxRows} rows; take CSV or a shorter period.`,
      )
    count += 1
    rows.push(row)
    if (rows.length < rowsPerPiece) continue
    const taken = await send.rows(rows)
    if (!taken.ok) return tooLarge(taken.failure)
    rows = []
    await setImmediate()
  }
  const taken = await send.rows(rows)
  if (!taken.ok) return tooLarge(taken.failure)
  const file = await send.end([])
  if (!file.ok) return tooLarge(file.failure)
  if (!file.value.content) throw new Error('The thread that writes a file kept its content.')
  return ok(file.value.content)
}

/** No disk is written to, so only the size of a file can be at fault. */
function tooLarge({ code, detail }: TableFileFailure) {
  if (code === 'out_of_memory' || code === 'file_too_large') return fail('too_many_rows', detail)
  throw new Error(detail)
}
