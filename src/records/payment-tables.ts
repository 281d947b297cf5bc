import type { ColumnType } from 'kysely'

/** What was inserted stays. */
type Fixed<T> = ColumnType<T, T, never>
/** 64-bit whole numbers come as text. */
type FixedWhole = Fixed<string>
/** Inserted as JSON text. */
type FixedJson = ColumnType<unknown, string, never>
/** A day, written and compared as text; read it as text too, since the driver makes a local midnight of it. */
type FixedDay = ColumnType<Date, string, never>
type FixedDayOrNull = ColumnType<Date | null, string | null, never>

export interface PaymentGatewaysTable {
  id: Fixed<string>
  seller_id: Fixed<string>
  kind: Fixed<string>
  mode: string
  /** Sealed with the installation's key. */
  settings: Buffer
  is_ready: boolean
  is_offered: boolean
  updated_at: Date
  updated_by_name: string | null
}

export interface CheckoutsTable {
  id: Fixed<string>
  company_id: Fixed<string>
  gateway_id: Fixed<string>
  invoice_id: Fixed<string | null>
  amount_micros: FixedWhole
  currency: Fixed<string>
  state: string
  external_id: ColumnType<string | null, null, string>
  url: ColumnType<string | null, null, string>
  created_at: Fixed<Date>
  created_by_user: Fixed<string | null>
  created_by_name: Fixed<string | null>
  idempotency_key: Fixed<string>
  input_hash: Fixed<Buffer>
}

export interface PaymentsTable {
  id: Fixed<string>
  company_id: Fixed<string>
  seller_id: Fixed<string>
  source: Fixed<string>
  external_id: Fixed<string>
  input_hash: Fixed<Buffer>
  transfer_id: Fixed<string>
  amount_micros: FixedWhole
  currency: Fixed<string>
  /** Moved by rows of `payment_returns`, as is the state by both. */
  refunded_micros: ColumnType<string, never, never>
  charged_back_micros: ColumnType<string, never, never>
  state: ColumnType<string, never, never>
  invoice_id: Fixed<string | null>
  expected_micros: Fixed<string | null>
  reference: Fixed<string | null>
  payer: Fixed<string | null>
  gateway_id: Fixed<string | null>
  gateway_kind: Fixed<string | null>
  gateway_payment_id: Fixed<string | null>
  is_test: Fixed<boolean>
  received_at: Fixed<Date>
  created_at: Fixed<Date>
  created_by_user: Fixed<string | null>
  created_by_name: Fixed<string | null>
}

export interface PaymentReturnsTable {
  transfer_id: Fixed<string>
  payment_id: Fixed<string>
  kind: Fixed<string>
  amount_micros: FixedWhole
  at: Fixed<Date>
}

export interface PaymentInboxTable {
  gateway_id: Fixed<string>
  event_id: Fixed<string>
  kind: Fixed<string>
  event: FixedJson
  gateway_payment_id: Fixed<string | null>
  occurred_at: Fixed<Date>
  received_at: Fixed<Date>
  set_aside: Fixed<string | null>
}

export interface BankStatementsTable {
  id: Fixed<string>
  seller_id: Fixed<string>
  sha256: Fixed<Buffer>
  format: Fixed<string>
  account: Fixed<string>
  currency: Fixed<string>
  first_day: FixedDayOrNull
  last_day: FixedDayOrNull
  opening_micros: Fixed<string | null>
  closing_micros: Fixed<string | null>
  line_count: Fixed<number>
  uploaded_at: Fixed<Date>
  uploaded_by_user: Fixed<string | null>
  uploaded_by_name: Fixed<string | null>
}

export interface StatementLinesTable {
  id: Fixed<string>
  statement_id: Fixed<string>
  seller_id: Fixed<string>
  account: Fixed<string>
  currency: Fixed<string>
  line_id: Fixed<string>
  booked_on: FixedDay
  value_on: FixedDayOrNull
  amount_micros: FixedWhole
  payer_name: Fixed<string | null>
  payer_account: Fixed<string | null>
  payer_tax_number: Fixed<string | null>
  reference: Fixed<string | null>
  purpose: Fixed<string>
  end_to_end_id: Fixed<string | null>
  is_reversal: Fixed<boolean>
  raw: FixedJson
  state: string
  proposal: ColumnType<unknown, string, string>
  payment_id: ColumnType<string | null, null, string>
  ignored_because: ColumnType<string | null, null, string>
  decided_at: ColumnType<Date | null, null, Date>
  decided_by_user: ColumnType<string | null, null, string | null>
  decided_by_name: ColumnType<string | null, null, string | null>
}

export interface StaffPaymentsTable {
  adjustment_id: Fixed<string>
  seller_id: Fixed<string>
  invoice_id: Fixed<string | null>
  received_at: Fixed<Date>
}

/** Made by migration 0013. */
export interface PaymentTables {
  payment_gateways: PaymentGatewaysTable
  checkouts: CheckoutsTable
  payments: PaymentsTable
  payment_returns: PaymentReturnsTable
  payment_inbox: PaymentInboxTable
  bank_statements: BankStatementsTable
  statement_lines: StatementLinesTable
  staff_payments: StaffPaymentsTable
}
