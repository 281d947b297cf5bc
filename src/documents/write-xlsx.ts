import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { type Failure, fail, ok, type Result } from '../core/index.ts'
import type { Language } from '../messages/index.ts'
import { type ExcelCell, toExcelCell } from './excel-cell.ts'
import type { ExcelJob, ExcelRows } from './excel-job.ts'
import type { ColumnType, FinishedTable, TableColumn } from './finished-table.ts'
import { createLocalClock } from './local-clock.ts'
import { sheetName } from './sheet-name.ts'
import { createTurns } from './turns.ts'

/** Rows of one file, titles apart; larger tables are CSV. */
export const maxXlsxRows = 100_000
/** Cells of one file: the writer's thread takes about 20 s and 1 GB for as many. */
export const maxXlsxCells = 2_000_000

export type XlsxFailure = Failure<'too_many_rows' | 'overloaded'>

/** Files are written one at a time, since one takes hundreds of megabytes; this many may wait. */
const turns = createTurns({ maxWaiting: 8 })
const threadMemoryMb = 3_072
/** Rows that are handed to the thread at once, between turns of the event loop. */
const rowsPerMessage = 500

const aboutSheetNames = { en: 'About', ru: 'О таблице' } as const satisfies Record<Language, string>
const widthsChars = {
  text: 24,
  integer: 12,
  number: 12,
  percent: 10,
  instant: 20,
  duration_ms: 14,
  money: 16,
} as const satisfies Record<ColumnType, number>

/** A table as an Excel file: a first sheet with what it is about, then typed cells under a frozen line of titles. */
export async function writeXlsx(table: FinishedTable): Promise<Result<Uint8Array, XlsxFailure>> {
  return await turns.take(() => writeInThread(table))
}

async function writeInThread(table: FinishedTable): Promise<Result<Uint8Array, XlsxFailure>> {
  const thread = new Worker(new URL('./excel-thread.ts', import.meta.url), {
    workerData: jobOf(table),
    resourceLimits: { maxOldGenerationSizeMb: threadMemoryMb },
  })
  const file = Promise.withResolvers<Uint8Array>()
  thread.once('message', file.resolve)
  thread.once('error', file.reject)
  thread.once('exit', () =>
    file.reject(new Error('The thread that writes Excel files ended without a file.')),
  )
  // Sending rows may end first, with a failure of its own.
  file.promise.catch(() => undefined)
  try {
    const sent = await sendRows(table, (rows) => thread.postMessage(rows, []))
    return sent.ok ? ok(await file.promise) : sent
  } finally {
    await thread.terminate()
  }
}

async function sendRows(
  table: FinishedTable,
  send: (rows: ExcelRows) => void,
): Promise<Result<void, XlsxFailure>> {
  const clock = createLocalClock(table.timeZone)
  const maxRows = Math.min(maxXlsxRows, Math.floor(maxXlsxCells / Math.max(1, table.columns.length)))
  let count = 0
  let rows: ExcelCell[][] = []
  for await (const row of table.rows) {
    if (count === maxRows)
      return fail(
        'too_many_rows',
        `An Excel file of these columns holds ${maxRows} rows; take CSV or a shorter period.`,
      )
    count += 1
    rows.push(table.columns.map(({ type }, position) => toExcelCell(type, row[position], clock)))
    if (rows.length < rowsPerMessage) continue
    send(rows)
    rows = []
    await setImmediate()
  }
  send(rows)
  send('end')
  return ok(undefined)
}

function jobOf(table: FinishedTable): ExcelJob {
  const clock = createLocalClock(table.timeZone)
  const aboutSheet = aboutSheetNames[table.language]
  const dataSheet = sheetName(table.name)
  return {
    aboutSheet,
    about: table.about.map(({ label, value, type }) => [label, toExcelCell(type ?? 'text', value, clock)]),
    dataSheet: dataSheet.toLowerCase() === aboutSheet.toLowerCase() ? `${dataSheet} 2` : dataSheet,
    titles: table.columns.map((column) => column.title),
    widthsChars: table.columns.map(widthOf),
  }
}

function widthOf(column: TableColumn): number {
  return column.widthChars ?? Math.max(widthsChars[column.type], Math.min(40, column.title.length + 2))
}
