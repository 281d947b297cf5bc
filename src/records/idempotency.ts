import { createHash } from 'node:crypto'
import { type Failure, fail, ok, type Result } from '../core/index.ts'

/** Visible ASCII: what a header carries unchanged. */
const keyPattern = /^[\x21-\x7e]{1,255}$/

/** Failure `idempotency_key_required` without a usable key. */
export function parseIdempotencyKey(
  header: string | undefined,
): Result<string, Failure<'idempotency_key_required'>> {
  if (header !== undefined && keyPattern.test(header)) return ok(header)
  return fail(
    'idempotency_key_required',
    'Send an Idempotency-Key header of 1 to 255 visible ASCII characters, a new one for each new request.',
  )
}

export function idempotencyConflict(): { ok: false; failure: Failure<'idempotency_conflict'> } {
  return fail(
    'idempotency_conflict',
    'This Idempotency-Key was used for another request: send a new key with a new request.',
  )
}

export type HashedInput = Readonly<Record<string, string | number | boolean | null | undefined>>

/** SHA-256 of what was asked, whatever the order of its fields; a field left out is one that is not given. */
export function hashInput(input: HashedInput): Buffer {
  const fields = Object.entries(input)
    .filter(([, value]) => value !== undefined && value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(fields)).digest()
}
