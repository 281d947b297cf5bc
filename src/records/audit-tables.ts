import type { ColumnType, JSONColumnType } from 'kysely'

/** What was inserted stays. */
type Fixed<T> = ColumnType<T, T, never>

/** One act of somebody. */
export interface AuditEntriesTable {
  id: Fixed<string>
  /** 64-bit numbers are read as text. */
  number: ColumnType<string, never, never>
  company_id: Fixed<string>
  actor_company_id: Fixed<string | null>
  at: Fixed<Date>
  act: Fixed<string>
  actor_kind: Fixed<string>
  actor_id: Fixed<string | null>
  actor_name: Fixed<string | null>
  subject_id: Fixed<string | null>
  subject_name: Fixed<string | null>
  before: JSONColumnType<Record<string, unknown>, string | null, never> | null
  after: JSONColumnType<Record<string, unknown>, string | null, never> | null
  address: Fixed<string | null>
  user_agent: Fixed<string | null>
}

/** Made by migration 0026. */
export interface AuditTables {
  audit_entries: AuditEntriesTable
}
