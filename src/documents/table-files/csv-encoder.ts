import { ok } from '../../core/index.ts'
import { byteOrderMark, rowLine, titleLine } from '../csv-lines.ts'
import type { TableColumn } from '../finished-table.ts'
import { createLocalClock } from '../local-clock.ts'
import type { ByteSink } from './byte-sink.ts'
import type { TableEncoder } from './table-encoder.ts'

export interface CsvTable {
  readonly columns: readonly TableColumn[]
  readonly timeZone: string
  readonly bom: boolean
}

/** Written in pieces of about this length, in UTF-16 units. */
const pieceLength = 256 * 1024

/** The same lines as on the pages' exports. The format has no place for totals. */
export function createCsvEncoder({ columns, timeZone, bom }: CsvTable, sink: ByteSink): TableEncoder {
  const clock = createLocalClock(timeZone)
  let text = (bom ? byteOrderMark : '') + titleLine(columns)
  const flush = (): void => {
    sink.write(Buffer.from(text))
    text = ''
  }
  return {
    async writeRows(rows) {
      for (const row of rows) {
        text += rowLine(columns, row, clock)
        if (text.length >= pieceLength) flush()
      }
      return ok(undefined)
    },
    async end() {
      flush()
      return ok(undefined)
    },
  }
}
