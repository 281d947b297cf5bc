import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { ChargeMoment, CompanyDetails, DetailsRole, RateUnit, VersionState } from '../contract/index.ts'
import type { AuditTables } from './audit-tables.ts'
import type { ChatSettingsTables } from './chat-settings-tables.ts'
import type { ImportTables } from './import-tables.ts'
import type { InvoicingTables } from './invoicing-tables.ts'
import type { LedgerTables } from './ledger-tables.ts'
import type { NoticeTables } from './notice-tables.ts'
import type { PaymentTables } from './payment-tables.ts'
import type { PeopleTables } from './people-tables.ts'
import type { PersonalDataTables } from './personal-data-tables.ts'
import type { RefusedTables } from './refused-tables.ts'
import type { ReportTables } from './report-tables.ts'

/** Instants: written as Date, read as Date. */
type CreatedAt = ColumnType<Date, Date | undefined, never>
type Instant = ColumnType<Date | null, Date | null | undefined, Date | null>

export interface CompaniesTable {
  id: Generated<string>
  /** The reseller that this company depends on; null for companies of their own. */
  parent_id: ColumnType<string | null, string | null | undefined, string | null>
  /** Who sells to it: `parent_id`, or the company itself without one. */
  seller_id: ColumnType<string, never, never>
  /** Below a company that depends on no other: whether it may have companies below itself. */
  is_reseller: Generated<boolean>
  /** False until its own people have said that the time zone is theirs. */
  is_zone_confirmed: Generated<boolean>
  name: string
  /** IANA name. */
  time_zone: string
  /** ISO 4217. */
  currency: string
  settings: JSONColumnType<Record<string, unknown>, string | undefined, string>
  /** Who belongs to it has to have a second factor. */
  two_factor_required: Generated<boolean>
  created_at: CreatedAt
}

/** When something last came in for a company. */
export interface CompanyActivityTable {
  company_id: string
  last_event_at: Date
}

export interface MembershipsTable {
  company_id: string
  user_id: string
  role: string
  created_at: CreatedAt
}

export interface ApiKeysTable {
  id: Generated<string>
  company_id: string
  name: string
  /** First characters of the key, to tell keys apart. */
  prefix: string
  /** SHA-256 of the key; the key itself is kept nowhere. */
  hash: Buffer
  scopes: string[]
  created_at: CreatedAt
  last_used_at: Instant
  revoked_at: Instant
  expires_at: Instant
  requests_per_minute: ColumnType<number, number | undefined, number>
  /** The key before a rotation, and until when it is taken too. */
  previous_hash: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  previous_until: Instant
}

export interface ConnectionsTable {
  id: Generated<string>
  company_id: string
  provider: string
  name: string
  /** Settings of the provider, sealed with the installation's key. */
  secrets: Buffer
  paused: Generated<boolean>
  created_at: CreatedAt
  last_event_at: Instant
  /** The settings before, sealed likewise, and until when they are taken too. */
  previous_secrets: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  previous_secrets_until: Instant
}

/** Who a company is on its documents, or who sells to a company that depends on no other. */
export interface CompanyDetailsTable {
  company_id: ColumnType<string, string, never>
  role: ColumnType<DetailsRole, DetailsRole, never>
  /** Counts the changes, from 1. */
  version: number
  details: JSONColumnType<CompanyDetails, string, string>
  updated_at: Date
  updated_by: string | null
}

/** One row a change, never changed again. */
export interface CompanyDetailsChangesTable {
  company_id: ColumnType<string, string, never>
  role: ColumnType<DetailsRole, DetailsRole, never>
  /** That the change led to. */
  version: ColumnType<number, number, never>
  changed_at: ColumnType<Date, Date, never>
  changed_by: ColumnType<string | null, string | null, never>
  changed_by_user: ColumnType<string | null, string | null, never>
  before: JSONColumnType<CompanyDetails, string | null, never> | null
  after: JSONColumnType<CompanyDetails, string, never>
}

/** Tables of people and sign-ins, written by the sign-in library; out of reach of a company's transaction. */
export interface UsersTable {
  id: Generated<string>
  name: string
  email: string
  email_verified: Generated<boolean>
  image: string | null
  created_at: CreatedAt
  updated_at: CreatedAt
}

export interface SessionsTable {
  id: Generated<string>
  user_id: string
  token: string
  expires_at: Date
  ip_address: string | null
  user_agent: string | null
  /** The company that the user looks at; null is the first one. */
  company_id: string | null
  created_at: CreatedAt
  updated_at: CreatedAt
}

/** Failed sign-ins of one key (a hash of an e-mail or network address) within a window. */
export interface SignInFailuresTable {
  key: string
  failures: number
  window_started_at: Date
}

export interface PriceListsTable {
  id: Generated<string>
  seller_id: string
  name: string
  /** ISO 4217; of every company that it is in force for. */
  currency: string
  created_at: CreatedAt
}

export interface PriceListVersionsTable {
  id: Generated<string>
  list_id: string
  seller_id: string
  number: number
  state: ColumnType<VersionState, VersionState | undefined, VersionState>
  /** Moment of charging by channel. */
  charge_on: JSONColumnType<Record<string, ChargeMoment>, string | undefined, string>
  rate_count: Generated<number>
  /** Digits of its number prefixes, the longest first. */
  prefix_lengths: ColumnType<number[], number[] | undefined, number[]>
  created_at: CreatedAt
  published_at: Instant
}

export interface PriceRatesTable {
  version_id: string
  channel: string
  /** Empty: every kind. */
  kind: string
  destination: string
  unit: RateUnit
  /** 64-bit numbers are read as text. */
  price_micros: ColumnType<string, string, never>
  first_increment_s: number
  increment_s: number
}

export interface PriceAssignmentsTable {
  id: Generated<string>
  seller_id: string
  company_id: string
  list_id: string
  version_id: string
  version_state: Generated<VersionState>
  currency: string
  valid_from: Date
  /** Not included; null: until further notice. */
  valid_to: Instant
  created_at: CreatedAt
}

/** Facts that have to be rated anew after prices changed. */
export interface RerateRequestsTable {
  id: ColumnType<string, never, never>
  seller_id: string
  company_id: string
  rate_from: Date
  created_at: CreatedAt
}

/** Made by migration 0008. */
export interface KeptAnswersTable {
  company_id: string
  idempotency_key: string
  input_hash: Buffer
  answer: ColumnType<unknown, string, never>
  created_at: ColumnType<Date, never, never>
}

/** One row. */
export interface PlanRevisionsTable {
  /** 64-bit numbers are read as text. */
  last: ColumnType<string, never, unknown>
}

export interface Database
  extends LedgerTables,
    InvoicingTables,
    PaymentTables,
    RefusedTables,
    NoticeTables,
    ChatSettingsTables,
    ReportTables,
    ImportTables,
    AuditTables,
    PeopleTables,
    PersonalDataTables {
  companies: CompaniesTable
  company_activity: CompanyActivityTable
  company_details: CompanyDetailsTable
  company_details_changes: CompanyDetailsChangesTable
  memberships: MembershipsTable
  api_keys: ApiKeysTable
  connections: ConnectionsTable
  price_lists: PriceListsTable
  price_list_versions: PriceListVersionsTable
  price_rates: PriceRatesTable
  price_assignments: PriceAssignmentsTable
  rerate_requests: RerateRequestsTable
  kept_answers: KeptAnswersTable
  plan_revisions: PlanRevisionsTable
  'identity.users': UsersTable
  'identity.sessions': SessionsTable
  'identity.sign_in_failures': SignInFailuresTable
}
