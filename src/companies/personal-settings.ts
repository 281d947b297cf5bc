import type { OpenSessionView } from '../contract/index.ts'
import { type Clock, type Failure, fail, isUuid, ok, type Result } from '../core/index.ts'
import type { Records } from '../records/index.ts'
import { noteOfPerson } from './audit/note-of-person.ts'
import type { Identity } from './identity.ts'
import type { Letters } from './letters.ts'
import { endSessions, setPassword } from './passwords/set-password.ts'
import { provePassword } from './prove-password.ts'
import type { Person } from './sessions.ts'
import type { Client } from './sign-in-limit.ts'

export type ProofFailure = Failure<'invalid_credentials' | 'too_many_attempts'>

/** What a person has without any company: the password, and where he is signed in. */
export interface PersonalSettings {
  /** All other sessions end. */
  changePassword(
    person: Person,
    passwords: { readonly current: string; readonly next: string },
    client: Client,
  ): Promise<Result<void, ProofFailure | Failure<'weak_password'>>>
  /** The latest first, at most 100. */
  listSessions(person: Person): Promise<readonly OpenSessionView[]>
  endSession(person: Person, sessionId: string): Promise<Result<void, Failure<'not_found'>>>
  /** All but the one that asks. */
  endOtherSessions(person: Person, client: Client): Promise<void>
}

interface PersonalDeps {
  readonly records: Records
  readonly clock: Clock
  readonly identity: Identity
  readonly letters: Letters
}

const maxSessionsShown = 100
const dayMs = 24 * 3_600_000

export function createPersonalSettings(deps: PersonalDeps): PersonalSettings {
  const { records, clock, letters } = deps
  return {
    async changePassword(person, { current, next }, client) {
      const proved = await provePassword(deps, person, current)
      if (!proved.ok) return proved
      return await records.asSystem(async (db) => {
        const nowMs = clock()
        const { userId, sessionToken } = person
        const set = await setPassword(db, { userId, password: next, nowMs, keepSession: sessionToken })
        if (!set.ok) return set
        await noteOfPerson(db, { act: 'password.changed', userId, isProven: true, client, nowMs })
        const { email: address } = set.value
        await letters.write(
          db,
          {
            kind: 'password_changed',
            address,
            language: client.language ?? 'en',
            expiresAtMs: nowMs + dayMs,
          },
          nowMs,
        )
        return ok(undefined)
      })
    },

    async listSessions({ userId, sessionToken }) {
      const rows = await records.asSystem((db) =>
        db
          .selectFrom('identity.sessions')
          .select(['id', 'token', 'created_at', 'updated_at', 'ip_address', 'user_agent'])
          .where('user_id', '=', userId)
          .where('expires_at', '>', new Date(clock()))
          .orderBy('created_at', 'desc')
          .limit(maxSessionsShown)
          .execute(),
      )
      return rows.map((row) => ({
        id: row.id,
        is_current: row.token === sessionToken,
        signed_in_at: row.created_at.toISOString(),
        last_seen_at: row.updated_at.toISOString(),
        address: row.ip_address || null,
        user_agent: row.user_agent || null,
      }))
    },

    async endSession({ userId }, sessionId) {
      const ended = isUuid(sessionId)
        ? await records.asSystem((db) =>
            db
              .deleteFrom('identity.sessions')
              .where('id', '=', sessionId)
              .where('user_id', '=', userId)
              .returning('id')
              .executeTakeFirst(),
          )
        : undefined
      return ended ? ok(undefined) : fail('not_found', 'There is no such session of yours.')
    },

    async endOtherSessions({ userId, sessionToken }, client) {
      await records.asSystem(async (db) => {
        const ended = await endSessions(db, userId, sessionToken)
        if (ended > 0)
          await noteOfPerson(db, {
            act: 'session.others_closed',
            userId,
            isProven: true,
            client,
            after: { sessions: ended },
            nowMs: clock(),
          })
      })
    },
  }
}
