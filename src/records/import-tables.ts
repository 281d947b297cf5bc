import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/** What was inserted stays. */
type Fixed<T> = ColumnType<T, T, never>
/** 64-bit numbers are read as text. */
type Big = ColumnType<string, number | undefined, number>
type MaybeBig = ColumnType<string | null, number | null | undefined, number | null>
type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>
type MaybeJson = JSONColumnType<Record<string, unknown>, string | null | undefined, string | null> | null

export interface ImportsTable {
  id: Fixed<string>
  company_id: Fixed<string>
  kind: Fixed<string>
  name: Fixed<string>
  format: Fixed<string>
  bytes: Big
  sha256: Maybe<string>
  text_bytes: Big
  mapping: MaybeJson
  titles: ColumnType<string[], string | undefined, string>
  state: Generated<string>
  job_id: Maybe<string>
  attempts: Generated<number>
  worker: Maybe<string>
  percent: Generated<number>
  done_row: Big
  checked: MaybeJson
  imported: MaybeJson
  error_code: Maybe<string>
  error_row: MaybeBig
  created_at: Fixed<Date>
  created_by_name: Maybe<string>
  started_at: Maybe<Date>
  ended_at: Maybe<Date>
  touched_at: Generated<Date>
}

export interface ImportPartsTable {
  import_id: Fixed<string>
  company_id: Fixed<string>
  number: Fixed<number>
  body: Fixed<Buffer>
}

export interface ImportRefusalsTable {
  import_id: Fixed<string>
  company_id: Fixed<string>
  first_row: ColumnType<string, number, never>
  body: Fixed<Buffer>
}

/** Made by migration 0022. */
export interface ImportTables {
  imports: ImportsTable
  import_parts: ImportPartsTable
  import_refusals: ImportRefusalsTable
}
