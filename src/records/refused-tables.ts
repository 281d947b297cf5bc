import type { ColumnType, JSONColumnType } from 'kysely'

/** What was inserted stays. */
type Fixed<T> = ColumnType<T, T, never>

export interface RefusedRequestsTable {
  id: Fixed<string>
  company_id: Fixed<string>
  connection_id: Fixed<string>
  received_at: Fixed<Date>
  reason: Fixed<string>
  method: Fixed<string>
  path: Fixed<string>
  headers: JSONColumnType<Record<string, string>, string, never>
  /** The beginning of what came. */
  body: Fixed<Buffer>
  body_bytes: Fixed<number>
}

export interface RefusedCountsTable {
  company_id: Fixed<string>
  connection_id: Fixed<string>
  hour: Fixed<Date>
  /** 64-bit numbers are read as text. */
  refused: ColumnType<string, number, number>
}

/** Made by migration 0018. */
export interface RefusedTables {
  refused_requests: RefusedRequestsTable
  refused_counts: RefusedCountsTable
}
