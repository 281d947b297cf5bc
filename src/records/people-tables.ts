import type { ColumnType, Generated } from 'kysely'

/** What was inserted stays. */
type Fixed<T> = ColumnType<T, T, never>
type Instant = ColumnType<Date | null, Date | null | undefined, Date | null>

export interface InvitationsTable {
  id: Fixed<string>
  company_id: Fixed<string>
  email: Fixed<string>
  role: string
  language: string
  token_hash: Buffer
  invited_by_name: string | null
  created_at: Fixed<Date>
  sent_at: Date
  expires_at: Date
  ended_at: Instant
  ended_as: ColumnType<
    'accepted' | 'revoked' | null,
    'accepted' | 'revoked' | null | undefined,
    'accepted' | 'revoked'
  >
}

export interface PasswordResetsTable {
  token_hash: Fixed<Buffer>
  user_id: Fixed<string>
  created_at: Fixed<Date>
  expires_at: Fixed<Date>
}

export interface SecondFactorsTable {
  user_id: Fixed<string>
  /** Sealed. */
  secret: Buffer
  confirmed_at: Instant
  /** 64-bit numbers are read as text. */
  last_step: ColumnType<string, number | undefined, number>
  created_at: Date
}

export interface RecoveryCodesTable {
  user_id: Fixed<string>
  code_hash: Fixed<Buffer>
}

export interface SignInChallengesTable {
  token_hash: Fixed<Buffer>
  user_id: Fixed<string>
  attempts: Generated<number>
  expires_at: Fixed<Date>
}

export interface LettersTable {
  id: Fixed<string>
  address: Fixed<string>
  /** Sealed; null once it has ended. */
  content: Buffer | null
  attempts: Generated<number>
  created_at: Fixed<Date>
  next_at: Instant
  ended_at: Instant
  ended_as: ColumnType<string | null, string | null | undefined, 'sent' | 'failed' | 'expired'>
  last_error: ColumnType<string | null, string | null | undefined, string | null>
}

/** Where the password of a person stands; written by the sign-in library too. */
export interface AccountsTable {
  user_id: string
  provider_id: string
  password: string | null
  updated_at: Date
}

/** Made by migration 0027. */
export interface PeopleTables {
  invitations: InvitationsTable
  'identity.accounts': AccountsTable
  'identity.password_resets': PasswordResetsTable
  'identity.second_factors': SecondFactorsTable
  'identity.recovery_codes': RecoveryCodesTable
  'identity.sign_in_challenges': SignInChallengesTable
  'identity.letters': LettersTable
}
