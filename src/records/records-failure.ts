/**
 * What can keep the records from opening, or from answering later (`unreachable`). Stable; printed with the sentence when
 * the program stops.
 */
export type RecordsFailureCode =
  | 'data_dir_in_use'
  | 'data_dir_not_writable'
  | 'data_dir_unreadable_for_postgres'
  | 'disk_full'
  | 'no_binaries'
  | 'no_free_port'
  | 'no_system_user'
  | 'password_lost'
  | 'postgres_did_not_start'
  | 'postgres_did_not_stop'
  | 'wrong_data_version'
  | 'wrong_version'
  | 'wrong_encoding'
  | 'cannot_connect'
  | 'not_allowed'
  | 'migration_failed'
  | 'unreachable'

/**
 * The records cannot be opened, or do not answer. `message` is one sentence for the person who started the program: what
 * is wrong and what to do. Thrown, as nobody can go on without them.
 */
export class RecordsFailure extends Error {
  readonly code: RecordsFailureCode

  constructor(code: RecordsFailureCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'RecordsFailure'
    this.code = code
  }
}

/** The `code` of a system or PostgreSQL error (`ENOSPC`, `42501`), or an empty string. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

export function errorMessage(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorMessage(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
