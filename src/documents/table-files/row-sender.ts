import { ok, type Result } from '../../core/index.ts'
import type { TableNote } from '../finished-table.ts'
import type { TableRows } from './table-encoder.ts'
import { outOfMemory, type TableFileFailure } from './table-file-failure.ts'
import type { TableFileAnswer, WrittenFile } from './table-file-job.ts'
import type { WritingThread } from './writing-thread.ts'

/** Hands rows to a writing thread in messages, of which only a few are on their way. */
export interface RowSender {
  rows(rows: TableRows): Promise<Result<void, TableFileFailure>>
  end(totals: readonly TableNote[]): Promise<Result<WrittenFile, TableFileFailure>>
}

/** Copying a message keeps the server from answering, for some milliseconds at this size. */
const cellsPerMessage = 10_000
/** UTF-16 units of text. A row with more goes by itself. */
const textPerMessage = 2 * 1024 * 1024
/** The engine ends the whole process, not the thread, when far more than a thread may have comes at once. */
const maxTextPerRow = 16 * 1024 * 1024
/** On their way to the thread at once. */
const maxMessages = 4

export function createRowSender(thread: WritingThread, columns: number): RowSender {
  const rowsPerMessage = Math.max(1, Math.floor(cellsPerMessage / Math.max(1, columns)))
  const underWay: Promise<TableFileAnswer>[] = []
  const untilUnderWay = async (messages: number): Promise<Result<void, TableFileFailure>> => {
    while (underWay.length > messages) {
      const answer = await underWay.shift()
      if (answer && !answer.ok) return answer
    }
    return ok(undefined)
  }
  return {
    async rows(rows) {
      for (const message of messagesOf(rows, rowsPerMessage)) {
        if (message === 'too_large') return outOfMemory()
        const answer = thread.ask({ rows: message })
        // It is waited for with a later message, and may fail before.
        answer.catch(() => undefined)
        underWay.push(answer)
        const taken = await untilUnderWay(maxMessages - 1)
        if (!taken.ok) return taken
      }
      return ok(undefined)
    },
    async end(totals) {
      const taken = await untilUnderWay(0)
      if (!taken.ok) return taken
      const answer = await thread.ask({ totals })
      if (!answer.ok) return answer
      if (!answer.value) throw new Error('The thread that writes a file ended it without its sums.')
      return ok(answer.value)
    },
  }
}

function* messagesOf(rows: TableRows, maxRows: number): Generator<TableRows | 'too_large'> {
  let from = 0
  let textLength = 0
  for (const [index, row] of rows.entries()) {
    const length = textLengthOf(row)
    if (length > maxTextPerRow) yield 'too_large'
    textLength += length
    if (index + 1 - from < maxRows && textLength < textPerMessage) continue
    yield rows.slice(from, index + 1)
    from = index + 1
    textLength = 0
  }
  if (from < rows.length) yield rows.slice(from)
}

function textLengthOf(row: readonly unknown[]): number {
  let length = 0
  for (const value of row) if (typeof value === 'string') length += value.length
  return length
}
