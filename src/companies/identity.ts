import { APIError, type BetterAuthPlugin, betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import { passwordLength } from '../contract/index.ts'
import { type Failure, fail, ok, type Result } from '../core/index.ts'
import { type Database, inCamelCase, type Kysely } from '../records/index.ts'
import { hashPassword, isPassword } from './passwords/password-hash.ts'
import type { Client } from './sign-in-limit.ts'

/** Users, passwords and sessions. The library behind it is used through functions only: none of its routes is served. */
export interface Identity {
  /** Adds a user; the caller has checked that the e-mail is new. Returns the user's id. */
  addUser(user: { name: string; email: string; password: string }): Promise<string>
  /** The id of the user. Failure `invalid_credentials` whether the user is unknown or the password wrong, after the same work. */
  checkPassword(credentials: {
    email: string
    password: string
  }): Promise<Result<string, Failure<'invalid_credentials'>>>
  /** Signs in a user who has proved who he is, under a token of its own. */
  openSession(userId: string, client: Client): Promise<SignedInUser>
  /** Ends the session. Returns the headers that take the cookie away. */
  signOut(cookie: string): Promise<readonly string[]>
  /** The session of a cookie, or null. `refresh` lengthens it when it is older than a day. */
  findSession(cookie: string, options: { refresh: boolean }): Promise<SignedInUser | null>
}

export interface SignedInUser {
  readonly userId: string
  readonly sessionToken: string
  /** Values for `Set-Cookie` headers. */
  readonly setCookie: readonly string[]
}

export interface IdentityOptions {
  readonly db: Kysely<Database>
  /** Derived for sessions. */
  readonly key: Buffer
  /** https makes the cookie `Secure`. */
  readonly publicUrl: string
  /** True when `db` is a transaction already. */
  readonly inTransaction?: boolean
}

const sessionSeconds = 14 * 24 * 3600
const refreshSeconds = 24 * 3600

/** better-auth on our tables. It reads the system clock: sessions are the one thing that a set clock does not move. */
export function createIdentity(options: IdentityOptions): Identity {
  const { db } = options
  const { api } = createAuth(options)
  return {
    async addUser(user) {
      const added = await api.signUpEmail({ body: { ...user, email: user.email.toLowerCase() } })
      return added.user.id
    },
    async checkPassword({ email, password }) {
      const known = await db
        .selectFrom('identity.users')
        .innerJoin('identity.accounts', 'identity.accounts.user_id', 'identity.users.id')
        .where('identity.users.email', '=', email.toLowerCase())
        .where('identity.accounts.provider_id', '=', 'credential')
        .select(['identity.users.id', 'identity.accounts.password'])
        .executeTakeFirst()
      const isRight = await isPassword(known?.password ?? null, password)
      return known && isRight
        ? ok(known.id)
        : fail('invalid_credentials', 'E-mail address or password is wrong.')
    },
    async openSession(userId, { address, userAgent = '' }) {
      const { headers, response } = await api.openSession({
        body: { userId, address, userAgent: userAgent.slice(0, 500) },
        returnHeaders: true,
      })
      return { userId, sessionToken: response.token, setCookie: headers.getSetCookie() }
    },
    async signOut(cookie) {
      const { headers } = await api.signOut({ headers: new Headers({ cookie }), returnHeaders: true })
      return headers.getSetCookie()
    },
    async findSession(cookie, { refresh }) {
      const { headers, response } = await api
        .getSession({
          headers: new Headers({ cookie }),
          query: { disableRefresh: !refresh },
          returnHeaders: true,
        })
        .catch((error: unknown) => {
          throw causeOf(error)
        })
      if (!response) return null
      return {
        userId: response.user.id,
        sessionToken: response.session.token,
        setCookie: headers.getSetCookie(),
      }
    },
  }
}

/** The library wraps a failure of the database in an error of its own. */
function causeOf(error: unknown): unknown {
  return error instanceof APIError && error.cause !== undefined ? error.cause : error
}

/** The library opens sessions at the end of its own ways to sign in only; ours has a step more. Its routes are not served. */
const sessionOpener = {
  id: 'session-opener',
  endpoints: {
    openSession: createAuthEndpoint(
      '/open-session',
      {
        method: 'POST',
        body: z.object({ userId: z.string(), address: z.string(), userAgent: z.string() }),
      },
      async (context) => {
        const { userId, address, userAgent } = context.body
        const { internalAdapter } = context.context
        const user = await internalAdapter.findUserById(userId)
        if (!user) throw new Error('a session for a user who is gone')
        const session = await internalAdapter.createSession(userId, false, { ipAddress: address, userAgent })
        await setSessionCookie(context, { session, user })
        return { token: session.token }
      },
    ),
  },
} satisfies BetterAuthPlugin

function createAuth(options: IdentityOptions) {
  return betterAuth({
    appName: 'Tallybook',
    baseURL: options.publicUrl,
    secret: options.key.toString('base64url'),
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: {
      db: inCamelCase(options.db),
      type: 'postgres',
      schemaName: 'identity',
      transaction: options.inTransaction !== true,
    },
    user: { modelName: 'users' },
    session: { modelName: 'sessions', expiresIn: sessionSeconds, updateAge: refreshSeconds },
    account: { modelName: 'accounts' },
    verification: { modelName: 'verifications' },
    emailAndPassword: {
      enabled: true,
      autoSignIn: false,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      password: {
        hash: hashPassword,
        verify: ({ hash: stored, password }) => isPassword(stored, password),
      },
    },
    plugins: [sessionOpener],
    advanced: {
      cookiePrefix: 'tallybook',
      useSecureCookies: options.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
      database: { generateId: 'uuid', validateSchema: false },
    },
  })
}
