import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import { ok } from '../../../core/index.ts'
import type { TableColumn, TableNote } from '../../finished-table.ts'
import type { ByteSink } from '../byte-sink.ts'
import type { TableEncoder } from '../table-encoder.ts'
import { type ParquetValue, parquetColumns } from './parquet-columns.ts'

export interface ParquetTable {
  readonly columns: readonly TableColumn[]
  readonly about: readonly TableNote[]
  readonly timeZone: string
}

/** A group of rows is in memory at once: what ends it first. */
const maxGroupRows = 50_000
const maxGroupCells = 500_000
const maxGroupTextLength = 16 * 1024 * 1024

/** Rows in groups, each column packed by itself. What the file is about, and the totals, stand in its footer as JSON. */
export function createParquetEncoder(table: ParquetTable, sink: ByteSink): TableEncoder {
  const columns = parquetColumns(table.columns)
  const kvMetadata: { key: string; value: string }[] = []
  const buffer = createSinkWriter(sink)
  const writer = new ParquetWriter({
    writer: buffer,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map(({ schema }) => schema)],
    kvMetadata,
    createdBy: 'tallybook',
  })
  const groupRows = Math.min(maxGroupRows, Math.floor(maxGroupCells / Math.max(1, columns.length)))
  let group: ParquetValue[][] = columns.map(() => [])
  let rowCount = 0
  let textLength = 0
  const flush = async (): Promise<void> => {
    if (rowCount === 0) return
    await writer.write({
      columnData: columns.map(({ schema }, index) => ({ name: schema.name, data: group[index] ?? [] })),
      rowGroupSize: rowCount,
    })
    buffer.drain()
    group = columns.map(() => [])
    rowCount = 0
    textLength = 0
  }
  return {
    async writeRows(rows) {
      for (const row of rows) {
        for (const [index, column] of columns.entries()) {
          const value = column.read(row)
          if (typeof value === 'string') textLength += value.length
          group[index]?.push(value)
        }
        rowCount += 1
        if (rowCount >= groupRows || textLength >= maxGroupTextLength) await flush()
      }
      return ok(undefined)
    },
    async end(totals) {
      await flush()
      kvMetadata.push(
        { key: 'tallybook.about', value: notesJson(table.about) },
        { key: 'tallybook.totals', value: notesJson(totals) },
        { key: 'tallybook.time_zone', value: table.timeZone },
      )
      await writer.finish()
      buffer.drain()
      return ok(undefined)
    },
  }
}

function notesJson(notes: readonly TableNote[]): string {
  return JSON.stringify(
    notes.map(({ label, value }) => ({ label, value })),
    (_key, value) => (typeof value === 'bigint' ? String(value) : value),
  )
}

/** The library's own buffer, emptied into the sink after each group. */
function createSinkWriter(sink: ByteSink): ByteWriter & { drain(): void } {
  const writer = new ByteWriter(1024 * 1024)
  return Object.assign(writer, {
    drain() {
      sink.write(writer.getBytes())
      writer.index = 0
    },
  })
}
