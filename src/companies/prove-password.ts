import type { Clock, Failure, Result } from '../core/index.ts'
import type { Records } from '../records/index.ts'
import type { Identity } from './identity.ts'
import type { Person } from './sessions.ts'
import { countWithin, limitKey } from './sign-in-limit.ts'

/** Within a window of 15 minutes, of one person who is signed in already. */
const maxProofs = 10

interface ProofDeps {
  readonly records: Records
  readonly clock: Clock
  readonly identity: Identity
}

/**
 * That whoever sits at the open session is its owner, before something is changed that would lock the owner out. Counted by
 * person: only who has the session can use it up.
 */
export async function provePassword(
  { records, clock, identity }: ProofDeps,
  { userId }: Person,
  password: string,
): Promise<Result<string, Failure<'invalid_credentials' | 'too_many_attempts'>>> {
  const key = limitKey('password proof', userId)
  const counted = await countWithin(records, clock, new Map([[key, maxProofs]]))
  if (!counted.ok) return counted
  const { email } = await records.asSystem((db) =>
    db.selectFrom('identity.users').select('email').where('id', '=', userId).executeTakeFirstOrThrow(),
  )
  const checked = await identity.checkPassword({ email, password })
  if (checked.ok)
    await records.system.deleteFrom('identity.sign_in_failures').where('key', '=', key).execute()
  return checked
}
