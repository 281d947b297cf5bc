import type { Result } from '../../core/index.ts'
import type { TableNote } from '../finished-table.ts'
import type { TableFileFailure } from './table-file-failure.ts'

export type TableRows = readonly (readonly unknown[])[]

/** Turns rows into the bytes of one format. What it keeps of them is bounded, whatever their number. */
export interface TableEncoder {
  writeRows(rows: TableRows): Promise<Result<void, TableFileFailure>>
  /** @param totals go where the format has a place for what a file is about. */
  end(totals: readonly TableNote[]): Promise<Result<void, TableFileFailure>>
}
