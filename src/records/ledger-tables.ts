import type { ColumnType, Generated } from 'kysely'

/** Written by functions of the database only (`post_transfer`, `authorize_batch`, …): to a program they are there to read. */
type ReadOnly<T> = ColumnType<T, never, never>
/** 64-bit whole numbers come as text. */
type Whole = ReadOnly<string>

export interface AccountsTable {
  id: ReadOnly<string>
  company_id: ReadOnly<string>
  /** `balance`, or the other side of one kind of transfer. */
  kind: ReadOnly<string>
  currency: ReadOnly<string>
  balance_micros: Whole
  entry_count: Whole
  last_entry_at: ReadOnly<Date>
  held_micros: Whole
  credit_limit_micros: ReadOnly<string>
  low_balance_threshold_micros: ReadOnly<string | null>
  approval_limit_micros: ReadOnly<string | null>
  blocked: ReadOnly<boolean>
}

export interface TransfersTable {
  id: ReadOnly<string>
  company_id: ReadOnly<string>
  kind: ReadOnly<string>
  currency: ReadOnly<string>
  reason: ReadOnly<string>
  reference: ReadOnly<string | null>
  idempotency_key: ReadOnly<string>
  input_hash: ReadOnly<Buffer>
  created_by_user: ReadOnly<string | null>
  created_by_name: ReadOnly<string | null>
  created_at: ReadOnly<Date>
  usage_pass_id: ReadOnly<string | null>
  charges: ReadOnly<number | null>
}

export interface EntriesTable {
  transfer_id: ReadOnly<string>
  account_id: ReadOnly<string>
  company_id: ReadOnly<string>
  currency: ReadOnly<string>
  /** Of the transfer. */
  kind: ReadOnly<string>
  amount_micros: Whole
  balance_after_micros: Whole
  /** Of the account, from 1 without gaps. */
  number: Whole
  /** Never before the entry with the number before it. */
  at: ReadOnly<Date>
}

export interface AuthorizationsTable {
  id: ReadOnly<string>
  company_id: ReadOnly<string>
  account_id: ReadOnly<string>
  currency: ReadOnly<string>
  state: ColumnType<string, never, string>
  amount_micros: Whole
  rate: ReadOnly<unknown>
  quantity: ReadOnly<number>
  message_key: ReadOnly<string | null>
  message_id: ReadOnly<string | null>
  idempotency_key: ReadOnly<string>
  input_hash: ReadOnly<Buffer>
  created_at: ReadOnly<Date>
  expires_at: ReadOnly<Date>
  /** Null while the amount is held. */
  ended_at: ColumnType<Date | null, never, Date>
  charged_micros: ReadOnly<string | null>
}

export interface AdjustmentsTable {
  id: string
  company_id: string
  entered_by_company: string
  kind: string
  currency: string
  amount_micros: string
  reason: string
  reference: string | null
  state: string
  idempotency_key: string
  input_hash: Buffer
  created_at: Date
  created_by_user: string | null
  created_by_name: string | null
  decided_at: Date | null
  decided_by_user: string | null
  decided_by_name: string | null
  transfer_id: string | null
}

export interface UsagePassesTable {
  id: string
  shard: string
  from_version: string
  to_version: string
  state: ColumnType<string, string | undefined, string>
  created_at: Date
  posted_at: ColumnType<Date | null, never, Date>
  attempt: Generated<number>
}

export interface UsagePostingsTable {
  pass_id: ReadOnly<string>
  company_id: ReadOnly<string>
  currency: ReadOnly<string>
  amount_micros: ReadOnly<string>
  charges: ReadOnly<number>
  transfer_id: ReadOnly<string | null>
  set_aside: ReadOnly<string | null>
}

/** Made by migration 0004. */
export interface UsageProgressTable {
  shard: string
  posted_through: Date
}

/** Made by migration 0006. */
export interface ProvenAccountsTable {
  account_id: string
  number: string
  balance_micros: string
  proven_at: Date
}

/** Made by migration 0007. What is added is applied by a trigger; nothing is updated. */
export interface SettingChangesTable {
  id: string
  /** Order in which they were added. */
  number: ReadOnly<string>
  company_id: string
  act: string
  /** The request that an approval or a refusal is about. */
  decides: string | null
  at: Date
  by_user: string | null
  by_name: string | null
  credit_limit_before: string
  credit_limit_after: string
  approval_limit_before: string | null
  approval_limit_after: string | null
  threshold_before: string | null
  threshold_after: string | null
  blocked_before: boolean
  blocked_after: boolean
}

/** Made by migrations 0002, 0004, 0006 and 0007. */
export interface LedgerTables {
  accounts: AccountsTable
  transfers: TransfersTable
  entries: EntriesTable
  authorizations: AuthorizationsTable
  adjustments: AdjustmentsTable
  usage_passes: UsagePassesTable
  usage_postings: UsagePostingsTable
  usage_progress: UsageProgressTable
  setting_changes: SettingChangesTable
  proven_accounts: ProvenAccountsTable
}
