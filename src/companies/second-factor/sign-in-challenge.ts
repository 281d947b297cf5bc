import { type Failure, fail, ok, type Result } from '../../core/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import { hashToken, makeToken } from '../secret-token.ts'

/** How long somebody who gave the password has for the code. */
const challengeMs = 10 * 60_000
/** With one challenge; a new one costs the password again. */
const maxAttempts = 5
const forgottenPerChallenge = 100

export interface Challenge {
  readonly token: string
  readonly expiresAtMs: number
}

/** Null where the user has no second factor: the password is enough. */
export async function openChallenge(
  db: Kysely<Database>,
  userId: string,
  nowMs: number,
): Promise<Challenge | null> {
  if (!(await hasSecondFactor(db, userId))) return null
  await forgetExpired(db, nowMs)
  const token = makeToken()
  const expiresAtMs = nowMs + challengeMs
  await db
    .insertInto('identity.sign_in_challenges')
    .values({ token_hash: hashToken(token), user_id: userId, expires_at: new Date(expiresAtMs) })
    .execute()
  return { token, expiresAtMs }
}

export async function hasSecondFactor(db: Kysely<Database>, userId: string): Promise<boolean> {
  const factor = await db
    .selectFrom('identity.second_factors')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
  return factor !== undefined
}

/** Whose challenge it is. Counts the attempt before it is made: attempts at the same moment cannot slip through together. */
export async function attemptChallenge(
  db: Kysely<Database>,
  token: string,
  nowMs: number,
): Promise<Result<string, Failure<'challenge_ended'>>> {
  const row = await db
    .updateTable('identity.sign_in_challenges')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', new Date(nowMs))
    .where('attempts', '<', maxAttempts)
    .returning('user_id')
    .executeTakeFirst()
  return row
    ? ok(row.user_id)
    : fail('challenge_ended', 'This took too long, or too many codes were wrong: sign in again.')
}

export async function endChallenges(db: Kysely<Database>, userId: string): Promise<void> {
  await db.deleteFrom('identity.sign_in_challenges').where('user_id', '=', userId).execute()
}

async function forgetExpired(db: Kysely<Database>, nowMs: number): Promise<void> {
  await db
    .deleteFrom('identity.sign_in_challenges')
    .where('token_hash', 'in', (eb) =>
      eb
        .selectFrom('identity.sign_in_challenges')
        .select('token_hash')
        .where('expires_at', '<=', new Date(nowMs))
        .limit(forgottenPerChallenge)
        .forUpdate()
        .skipLocked(),
    )
    .execute()
}
