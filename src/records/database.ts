import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/** Instants: written as Date, read as Date. */
type CreatedAt = ColumnType<Date, Date | undefined, never>
type Instant = ColumnType<Date | null, Date | null | undefined, Date | null>

export interface CompaniesTable {
  id: Generated<string>
  /** The reseller that this company depends on; null for companies of their own. */
  parent_id: ColumnType<string | null, string | null | undefined, string | null>
  name: string
  /** IANA name. */
  time_zone: string
  /** ISO 4217. */
  currency: string
  settings: JSONColumnType<Record<string, unknown>, string | undefined, string>
  created_at: CreatedAt
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

export interface Database {
  companies: CompaniesTable
  memberships: MembershipsTable
  api_keys: ApiKeysTable
  connections: ConnectionsTable
  'identity.users': UsersTable
  'identity.sessions': SessionsTable
  'identity.sign_in_failures': SignInFailuresTable
}
