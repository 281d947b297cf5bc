import { passwordResetMs } from '../../contract/index.ts'
import { type Clock, type Failure, fail, ok, type Result } from '../../core/index.ts'
import type { Database, Kysely, Records } from '../../records/index.ts'
import { noteOfPerson } from '../audit/note-of-person.ts'
import type { Letters } from '../letters.ts'
import { hashToken, makeToken } from '../secret-token.ts'
import { type Client, countWithin, limitKey } from '../sign-in-limit.ts'
import { setPassword } from './set-password.ts'

export interface PasswordReset {
  /** The same answer, whether anybody has the address: only its owner learns more, by e-mail. */
  askForPassword(
    asked: { readonly email: string; readonly language: 'en' | 'ru' },
    client: Client,
  ): Promise<Result<void, Failure<'too_many_attempts'>>>
  /** Sessions end; the person signs in with the new password, and the second factor where there is one. */
  resetPassword(
    given: { readonly token: string; readonly password: string },
    client: Client,
  ): Promise<Result<void, Failure<'link_ended' | 'weak_password' | 'too_many_attempts'>>>
}

interface PasswordResetDeps {
  readonly records: Records
  readonly clock: Clock
  readonly letters: Letters
  readonly publicUrl: string
}

/** Within a window of 15 minutes: letters to one person, and requests from one network address. */
const maxLetters = 3
const maxRequests = 30

const linkEnded = fail(
  'link_ended',
  'The link is no longer good: it was used, has expired, or there is a newer one. Ask for another.',
)

export function createPasswordReset(deps: PasswordResetDeps): PasswordReset {
  const { records, clock } = deps
  return {
    async askForPassword(asked, client) {
      const byAddress = new Map([[limitKey('password reset from', client.address), maxRequests]])
      const counted = await countWithin(records, clock, byAddress)
      if (!counted.ok) return counted
      const email = asked.email.toLowerCase()
      // Also of addresses that nobody has: what is counted must tell no difference either.
      const byPerson = new Map([[limitKey('password reset of', email), maxLetters]])
      const mayWrite = await countWithin(records, clock, byPerson)
      if (mayWrite.ok) await records.asSystem((db) => writeLink(deps, db, { ...asked, email }, client))
      return ok(undefined)
    },

    async resetPassword({ token, password }, client) {
      const counted = await countWithin(
        records,
        clock,
        new Map([[limitKey('password reset from', client.address), maxRequests]]),
      )
      if (!counted.ok) return counted
      return await records.asSystem(async (db) => {
        const nowMs = clock()
        const row = await db
          .selectFrom('identity.password_resets')
          .select('user_id')
          .where('token_hash', '=', hashToken(token))
          .where('expires_at', '>', new Date(nowMs))
          .forUpdate()
          .executeTakeFirst()
        if (!row) return linkEnded
        const userId = row.user_id
        // Takes the link away with it: of two who use it at once, the second one waits here and finds none.
        const set = await setPassword(db, { userId, password, nowMs })
        if (!set.ok) return set
        await noteOfPerson(db, { act: 'password.reset', userId, isProven: true, client, nowMs })
        await deps.letters.write(
          db,
          {
            kind: 'password_changed',
            address: set.value.email,
            language: client.language ?? 'en',
            expiresAtMs: nowMs + passwordResetMs * 24,
          },
          nowMs,
        )
        return ok(undefined)
      })
    },
  }
}

async function writeLink(
  { clock, letters, publicUrl }: PasswordResetDeps,
  db: Kysely<Database>,
  { email, language }: { readonly email: string; readonly language: 'en' | 'ru' },
  client: Client,
): Promise<void> {
  const nowMs = clock()
  const expiresAtMs = nowMs + passwordResetMs
  const user = await db
    .selectFrom('identity.users')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirst()
  await db.deleteFrom('identity.password_resets').where('expires_at', '<=', new Date(nowMs)).execute()
  if (!user) return
  const token = makeToken()
  await db
    .insertInto('identity.password_resets')
    .values({
      token_hash: hashToken(token),
      user_id: user.id,
      created_at: new Date(nowMs),
      expires_at: new Date(expiresAtMs),
    })
    .execute()
  await noteOfPerson(db, {
    act: 'password.reset_asked',
    userId: user.id,
    isProven: false,
    client,
    nowMs,
  })
  // After the #, where no server and no log sees it.
  const link = `${publicUrl}/new-password#${token}`
  await letters.write(db, { kind: 'password_reset', address: email, language, expiresAtMs, link }, nowMs)
}
