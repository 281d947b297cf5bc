import type { Failure, Result } from '../../core/index.ts'
import { ok } from '../../core/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import { endChallenges } from '../second-factor/sign-in-challenge.ts'
import { checkPassword } from './check-password.ts'
import { hashPassword } from './password-hash.ts'

interface NewPassword {
  readonly userId: string
  readonly password: string
  readonly nowMs: number
  /** The session that stays; all of them end without one. */
  readonly keepSession?: string
}

/** Sets a password, and ends what was opened with the one before: sessions, challenges, and links to new passwords. */
export async function setPassword(
  db: Kysely<Database>,
  { userId, password, nowMs, keepSession }: NewPassword,
): Promise<Result<{ readonly name: string; readonly email: string }, Failure<'weak_password'>>> {
  const user = await db
    .selectFrom('identity.users')
    .select(['name', 'email'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const checked = checkPassword(password, [user.name, user.email])
  if (!checked.ok) return checked
  await db
    .updateTable('identity.accounts')
    .set({ password: await hashPassword(password), updated_at: new Date(nowMs) })
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .execute()
  await endSessions(db, userId, keepSession)
  await endChallenges(db, userId)
  await db.deleteFrom('identity.password_resets').where('user_id', '=', userId).execute()
  return ok(user)
}

/** How many ended. */
export async function endSessions(
  db: Kysely<Database>,
  userId: string,
  keepSession?: string,
): Promise<number> {
  let query = db.deleteFrom('identity.sessions').where('user_id', '=', userId)
  if (keepSession !== undefined) query = query.where('token', '<>', keepSession)
  const { numDeletedRows } = await query.executeTakeFirst()
  return Number(numDeletedRows)
}
