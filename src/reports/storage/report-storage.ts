import type { Readable } from 'node:stream'
import type { Failure, Result } from '../../core/index.ts'

export type StorageFailure = Failure<'storage_full' | 'storage_unavailable'>

/** Bytes `[from, to]` of a file, both included. */
export interface ByteRange {
  readonly from: number
  readonly to: number
}

/**
 * Where files of reports are kept. Keys are `{company}/{report}-{attempt}.{format}`: each is written once, and nothing is read
 * before the records name it.
 */
export interface ReportStorage {
  /** Where on this machine the file of a key is written. */
  placeFor(key: string): Promise<Result<string, StorageFailure>>
  /** Keeps the whole file that was written there. */
  keep(key: string, file: { readonly sha256: string }): Promise<Result<void, StorageFailure>>
  /** Null: it is not there. */
  read(key: string, range: ByteRange | null): Promise<Result<Readable | null, StorageFailure>>
  /** Removes it and what a writer left of it; nothing happens where nothing is. */
  remove(key: string): Promise<Result<void, StorageFailure>>
}

const reportKey = /^[0-9a-f-]{36}\/[0-9a-f-]{73}\.(?:xlsx|csv|parquet)$/

/** @throws TypeError: keys come from the records alone; another one would lead anywhere. */
export function assertReportKey(key: string): void {
  if (!reportKey.test(key)) throw new TypeError(`no key of a report: ${key}`)
}
