import { hash, verify } from '@node-rs/argon2'
import { APIError, betterAuth } from 'better-auth'
import { passwordLength } from '../contract/index.ts'
import { type Failure, fail, ok, type Result } from '../core/index.ts'
import { type Database, inCamelCase, type Kysely } from '../records/index.ts'

/** Users, passwords and sessions. The library behind it is used through functions only: none of its routes is served. */
export interface Identity {
  /** Adds a user; the caller has checked that the e-mail is new. Returns the user's id. */
  addUser(user: { name: string; email: string; password: string }): Promise<string>
  /** Failure `invalid_credentials` whether the user is unknown or the password wrong, after the same work. */
  signIn(credentials: {
    email: string
    password: string
    userAgent?: string
  }): Promise<Result<SignedInUser, Failure<'invalid_credentials'>>>
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
/** OWASP's choice for argon2id: 19 MiB, 2 passes, 1 lane. */
const argon2id = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** better-auth on our tables. It reads the system clock: sessions are the one thing that a set clock does not move. */
export function createIdentity(options: IdentityOptions): Identity {
  const { api } = createAuth(options)
  return {
    async addUser(user) {
      const added = await api.signUpEmail({ body: { ...user, email: user.email.toLowerCase() } })
      return added.user.id
    },
    async signIn({ email, password, userAgent }) {
      try {
        const { headers, response } = await api.signInEmail({
          body: { email, password },
          headers: new Headers(userAgent === undefined ? {} : { 'user-agent': userAgent.slice(0, 500) }),
          returnHeaders: true,
        })
        return ok({
          userId: response.user.id,
          sessionToken: response.token,
          setCookie: headers.getSetCookie(),
        })
      } catch (error) {
        // Of its own errors only those about the credentials; a database that fails is no wrong password.
        if (!(error instanceof APIError) || error.statusCode >= 500) throw causeOf(error)
        return fail('invalid_credentials', 'E-mail address or password is wrong.')
      }
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
        hash: (password) => hash(password, argon2id),
        verify: ({ hash: stored, password }) => verify(stored, password),
      },
    },
    advanced: {
      cookiePrefix: 'tallybook',
      useSecureCookies: options.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
      database: { generateId: 'uuid', validateSchema: false },
    },
  })
}
