import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/** What was inserted stays. */
type Fixed<T> = ColumnType<T, T, never>

export interface WebhookEndpointsTable {
  id: Fixed<string>
  company_id: Fixed<string>
  url: string
  types: string[]
  /** The secret, and while it is changed the one before, sealed with the installation's key. */
  secrets: Buffer
  /** Until when what is sent is signed with the secret before, too. */
  previous_secret_until: Date | null
  /** Null: on. */
  off_reason: string | null
  last_delivered_at: Date | null
  created_at: Fixed<Date>
  updated_at: Date
}

export interface NoticeSettingsTable {
  company_id: Fixed<string>
  addresses: JSONColumnType<readonly { readonly address: string; readonly types: readonly string[] }[]>
  language: string
  updated_at: Date
}

export interface NoticesTable {
  id: Fixed<string>
  company_id: Fixed<string>
  type: Fixed<string>
  subject_id: Fixed<string>
  occurred_at: Fixed<Date>
  data: ColumnType<unknown, string, never>
}

export interface DeliveriesTable {
  id: Fixed<string>
  company_id: Fixed<string>
  notice_id: Fixed<string>
  kind: Fixed<string>
  endpoint_id: Fixed<string | null>
  address: Fixed<string | null>
  /** The endpoint; of e-mails the company. */
  target: ColumnType<string, never, never>
  state: Generated<string>
  attempts: Generated<number>
  begun_at: ColumnType<Date | null, never, Date | null>
  /** Null once it has ended. */
  next_at: Date | null
  /** Of who is sending it now. */
  lease: ColumnType<string | null, never, string | null>
  leased_until: ColumnType<Date | null, never, Date | null>
  last_status: ColumnType<number | null, never, number | null>
  last_error: ColumnType<string | null, never, string | null>
  ended_at: ColumnType<Date | null, never, Date | null>
}

export interface DeliveryAttemptsTable {
  id: Fixed<string>
  delivery_id: Fixed<string>
  company_id: Fixed<string>
  at: Fixed<Date>
  duration_ms: Fixed<number>
  status: Fixed<number | null>
  error: Fixed<string | null>
  answer: Fixed<string>
}

export interface LowBalancesToldTable {
  company_id: Fixed<string>
  told_at: Fixed<Date>
}

/** Made by migration 0014. */
export interface NoticeTables {
  webhook_endpoints: WebhookEndpointsTable
  notice_settings: NoticeSettingsTable
  notices: NoticesTable
  deliveries: DeliveriesTable
  delivery_attempts: DeliveryAttemptsTable
  low_balances_told: LowBalancesToldTable
}
