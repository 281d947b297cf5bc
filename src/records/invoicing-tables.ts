import type { ColumnType, Generated } from 'kysely'

/** What was inserted stays. */
type Fixed<T> = ColumnType<T, T, never>
/** 64-bit whole numbers come as text. */
type FixedWhole = Fixed<string>
/** Inserted as JSON text. */
type FixedJson = ColumnType<unknown, string, never>

/** Made by migration 0011. */
export interface SupplierSettingsTable {
  supplier_id: Fixed<string>
  supplier_role: Fixed<string>
  is_registered: Generated<boolean>
  standard_rate_basis_points: number
  payment_days: Generated<number>
  grace_hours: Generated<number>
  invoice_series: Generated<string>
  pro_forma_series: Generated<string>
  credit_note_series: Generated<string>
  version: Generated<number>
}

export interface NumberCountersTable {
  supplier_id: ColumnType<string, never, never>
  supplier_role: ColumnType<string, never, never>
  series: ColumnType<string, never, never>
  year: ColumnType<number, never, never>
  last: ColumnType<string, never, never>
}

export interface InvoicesTable {
  id: Fixed<string>
  company_id: Fixed<string>
  supplier_id: Fixed<string>
  supplier_role: Fixed<string>
  kind: Fixed<string>
  series: Fixed<string>
  year: Fixed<number>
  /** Given by a trigger, as is the number. */
  ordinal: ColumnType<string, never, never>
  number: ColumnType<string, never, never>
  currency: Fixed<string>
  net_micros: FixedWhole
  tax_micros: FixedWhole
  gross_micros: FixedWhole
  prepaid_micros: FixedWhole
  due_micros: FixedWhole
  exact_micros: Fixed<string | null>
  period_from: Fixed<Date | null>
  period_to: Fixed<Date | null>
  time_zone: Fixed<string | null>
  after_passes: ColumnType<unknown, string | null, never>
  through_passes: ColumnType<unknown, string | null, never>
  corrects: Fixed<string | null>
  document: FixedJson
  issued_at: Fixed<Date>
  idempotency_key: Fixed<string>
  input_hash: Fixed<Buffer>
  created_by_user: Fixed<string | null>
  created_by_name: Fixed<string | null>
  voided_at: ColumnType<Date | null, never, Date>
  void_reason: ColumnType<string | null, never, string>
  usage_lines: ColumnType<unknown, string | null, never>
}

/** Made by migration 0012. */
export interface CreditedLinesTable {
  credit_note_id: Fixed<string>
  invoice_id: Fixed<string>
  /** Of the line in the invoice. */
  position: Fixed<number>
  net_micros: FixedWhole
}

export interface InvoiceFilesTable {
  invoice_id: Fixed<string>
  sha256: Fixed<Buffer>
  bytes: Fixed<Buffer>
  rendered_at: Fixed<Date>
}

/** Made by migrations 0011 and 0015. */
export interface MonthClosesTable {
  id: ColumnType<string, never, never>
  company_id: Fixed<string>
  kind: Fixed<string>
  period_from: Fixed<Date>
  period_to: Fixed<Date>
  time_zone: string
  state: string
  reason: string | null
  detail: string | null
  invoice_id: string | null
  after_passes: ColumnType<unknown, string, string>
  through_passes: ColumnType<unknown, string | null, string | null>
  attempts: Generated<number>
  updated_at: Date
  outcome: string | null
  unrated_accepted_at: Date | null
  unrated_accepted_by: string | null
  unrated_accepted_reason: string | null
}

/** Made by migrations 0011 and 0012. */
export interface InvoicingTables {
  supplier_settings: SupplierSettingsTable
  number_counters: NumberCountersTable
  invoices: InvoicesTable
  invoice_files: InvoiceFilesTable
  credited_lines: CreditedLinesTable
  month_closes: MonthClosesTable
}
