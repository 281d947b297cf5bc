import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/** What was inserted stays. */
type Fixed<T> = ColumnType<T, T, never>
/** 64-bit numbers are read as text. */
type Big = ColumnType<string, number | undefined, number>
type MaybeBig = ColumnType<string | null, number | null | undefined, number | null>
type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>
type MaybeJson<T extends object> = JSONColumnType<T, string | null | undefined, string | null> | null

interface ReportContentColumns {
  name: string
  service: Fixed<string>
  type: Fixed<string>
  scopes: Fixed<string[]>
  format: string
  language: string
  filters: JSONColumnType<Record<string, unknown>>
  columns: MaybeJson<readonly string[]>
  group_by: MaybeJson<readonly string[]>
  granularity: Maybe<string>
  csv_bom: Generated<boolean>
  created_at: Fixed<Date>
  created_by_name: Maybe<string>
}

export interface ReportsTable extends ReportContentColumns {
  id: Fixed<string>
  company_id: Fixed<string>
  time_zone: Fixed<string>
  period_from: Maybe<Date>
  period_to: Maybe<Date>
  schedule_id: Maybe<string>
  state: Generated<string>
  generation: Generated<number>
  job_id: string
  attempts: Generated<number>
  worker: Maybe<string>
  percent: Generated<number>
  row_count: Big
  error_code: Maybe<string>
  error_detail: Maybe<string>
  file_key: Maybe<string>
  file_name: Maybe<string>
  file_bytes: MaybeBig
  file_sha256: Maybe<string>
  file_rows: MaybeBig
  file_formed_at: Maybe<Date>
  kept_until: Maybe<Date>
  touched_at: Generated<Date>
}

export interface ReportSchedulesTable extends ReportContentColumns {
  id: Fixed<string>
  company_id: Fixed<string>
  time_zone: Maybe<string>
  frequency: Fixed<string>
  recipients: JSONColumnType<readonly string[]>
  is_enabled: Generated<boolean>
  is_automatic: Generated<boolean>
  next_from: Date
  next_at: Date
  last_report_id: Maybe<string>
}

export interface ReportFileRemovalsTable {
  id: Generated<string>
  company_id: Fixed<string>
  file_key: Fixed<string>
  added_at: ColumnType<Date, never, never>
}

/** Written by a trigger only. */
export interface ReportDeletionsTable {
  company_id: Fixed<string>
  deleted_at: Fixed<Date>
}

/** Made by migrations 0019 and 0020. */
export interface ReportTables {
  reports: ReportsTable
  report_schedules: ReportSchedulesTable
  report_file_removals: ReportFileRemovalsTable
  report_deletions: ReportDeletionsTable
}
