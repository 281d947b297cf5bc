import { type Clock, type Failure, ok, type Result } from '../core/index.ts'
import type { Records } from '../records/index.ts'
import { noteOfPerson } from './audit/note-of-person.ts'
import { deviceCookie, deviceOf } from './device-cookie.ts'
import type { Identity } from './identity.ts'
import { checkCode } from './second-factor/check-code.ts'
import {
  attemptChallenge,
  type Challenge,
  endChallenges,
  openChallenge,
} from './second-factor/sign-in-challenge.ts'
import { forgetExpiredSessions, type NotSignedIn, type OpenSession, openSession } from './sessions.ts'
import { type Client, countAttempt, countWithin, limitKey, takeBackAttempt } from './sign-in-limit.ts'

export type SignInFailure = NotSignedIn | Failure<'invalid_credentials' | 'too_many_attempts'>

/** A session, or who has given the password and is asked for the second factor. */
export type SignInStep =
  | { readonly done: true; readonly open: OpenSession }
  | { readonly done: false; readonly challenge: Challenge }

export interface SignIn {
  signIn(
    credentials: { readonly email: string; readonly password: string },
    client: Client,
  ): Promise<Result<SignInStep, SignInFailure>>
  /** With a code of the authenticator, or one for emergencies. */
  signInWithCode(
    asked: { readonly challenge: string; readonly code: string },
    client: Client,
  ): Promise<
    Result<
      OpenSession,
      NotSignedIn | Failure<'invalid_code' | 'challenge_ended' | 'too_many_attempts' | 'secrets_unreadable'>
    >
  >
}

export interface SignInDeps {
  readonly records: Records
  readonly clock: Clock
  readonly identity: Identity
  readonly deviceKey: Buffer
  readonly secondFactorKey: Buffer
  /** https makes cookies `Secure`. */
  readonly publicUrl: string
}

/** Codes of authenticators that are tried within a window, after the right password: about one in 33,000 guesses right. */
const maxCodes = 10

export function createSignIn(deps: SignInDeps): SignIn {
  const { records, clock, identity } = deps
  const devices = { key: deps.deviceKey, isSecure: deps.publicUrl.startsWith('https:') }
  return {
    async signIn(credentials, client) {
      const { email } = credentials
      const device = deviceOf(client.cookie, email, devices)
      const counted = await countAttempt(records, clock, email, client, device)
      if (!counted.ok) return counted
      const checked = await identity.checkPassword(credentials)
      if (!checked.ok) {
        await noteRefusal(records, email, client, clock())
        return checked
      }
      await takeBackAttempt(records, email, client, device)
      const challenge = await records.asSystem((db) => openChallenge(db, checked.value, clock()))
      if (challenge) return ok({ done: false, challenge })
      const opened = await enter(deps, checked.value, client)
      return opened.ok
        ? ok({ done: true, open: withCookie(opened.value, deviceCookie(email, devices)) })
        : opened
    },

    async signInWithCode({ challenge, code }, client) {
      const attempted = await records.asSystem((db) => attemptChallenge(db, challenge, clock()))
      if (!attempted.ok) return attempted
      const userId = attempted.value
      // Only who knows the password comes this far, so nobody else can use it up.
      const key = limitKey('second factor', userId)
      const counted = await countWithin(records, clock, new Map([[key, maxCodes]]))
      if (!counted.ok) return counted
      const checked = await records.asSystem(async (db) => {
        const nowMs = clock()
        const right = await checkCode(db, { userId, code, nowMs, key: deps.secondFactorKey })
        if (right.ok) await endChallenges(db, userId)
        if (!right.ok || right.value.by === 'recovery_code')
          await noteOfPerson(db, {
            act: right.ok ? 'second_factor.recovery_code_used' : 'second_factor.refused',
            userId,
            isProven: right.ok,
            client,
            nowMs,
          })
        return right
      })
      if (!checked.ok) return checked
      await records.system.deleteFrom('identity.sign_in_failures').where('key', '=', key).execute()
      const opened = await enter(deps, userId, client)
      return opened.ok
        ? ok(withCookie(opened.value, deviceCookie(opened.value.session.user.email, devices)))
        : opened
    },
  }
}

/** Opens a session for somebody who has proved who he is. */
export async function enter(
  { records, clock, identity }: Pick<SignInDeps, 'records' | 'clock' | 'identity'>,
  userId: string,
  client: Client,
): Promise<Result<OpenSession, NotSignedIn>> {
  await forgetExpiredSessions(records)
  const user = await identity.openSession(userId, client)
  await records.asSystem((db) =>
    noteOfPerson(db, { act: 'session.opened', userId, isProven: true, client, nowMs: clock() }),
  )
  return await openSession(records, user)
}

function withCookie({ session, setCookie }: OpenSession, cookie: string): OpenSession {
  return { session, setCookie: [...setCookie, cookie] }
}

/** Of an address that nobody has nothing is noted: there is no company that it would concern. */
async function noteRefusal(records: Records, email: string, client: Client, nowMs: number): Promise<void> {
  await records.asSystem(async (db) => {
    const user = await db
      .selectFrom('identity.users')
      .select('id')
      .where('email', '=', email.toLowerCase())
      .executeTakeFirst()
    if (user)
      await noteOfPerson(db, { act: 'session.refused', userId: user.id, isProven: false, client, nowMs })
  })
}
