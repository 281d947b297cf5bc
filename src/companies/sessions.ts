import type { Reach, Session } from '../contract/index.ts'
import { type Clock, type Failure, fail, isUuid, ok, type Result } from '../core/index.ts'
import { type Database, type Kysely, type Records, sql } from '../records/index.ts'
import { noteOfPerson } from './audit/note-of-person.ts'
import {
  companiesOfUser,
  companyBelow,
  type MemberCompany,
  noSuchCompany,
  toApiCompany,
} from './company-rows.ts'
import type { Identity, SignedInUser } from './identity.ts'
import type { NamedCompany } from './named-company.ts'
import { scopesOf } from './permissions.ts'
import type { Principal } from './principal.ts'
import { hasSecondFactor } from './second-factor/sign-in-challenge.ts'
import type { Client } from './sign-in-limit.ts'

/** A session with the `Set-Cookie` values that its answer must carry (none when the cookie stays as it is). */
export interface OpenSession {
  readonly session: Session
  readonly setCookie: readonly string[]
}

export type NotSignedIn = Failure<'unauthorized' | 'forbidden'>
type NotReached = NotSignedIn | Failure<'not_found'>

export interface Sessions {
  /** Harmless without a session. */
  signOut(cookie: string, client: Client): Promise<{ readonly setCookie: readonly string[] }>
  /** In the company that the request names, else in the one that the session looks at. */
  session(cookie: string, company?: NamedCompany): Promise<Result<OpenSession, NotReached>>
  /** Which of the user's companies the session looks at. */
  changeCompany(cookie: string, companyId: string): Promise<Result<OpenSession, NotReached>>
  principalOfCookie(
    cookie: string,
    company?: NamedCompany,
  ): Promise<Result<Principal, NotReached | Failure<'two_factor_required'>>>
  /** Who is signed in, whatever the companies say: for what belongs to the person alone. */
  personOfCookie(cookie: string): Promise<Result<Person, Failure<'unauthorized'>>>
}

/** Somebody who is signed in, apart from any company. */
export interface Person {
  readonly userId: string
  readonly sessionToken: string
}

const sessionsForgottenPerSignIn = 100

const notSignedIn = fail('unauthorized', 'Sign in first.')
const secondFactorDue = fail(
  'two_factor_required',
  'This company asks for two-factor sign-in: set it up under your name, then go on.',
)
const noCompany = fail('forbidden', 'You belong to no company any more: ask an owner to invite you.')

export function createSessions(deps: { records: Records; clock: Clock; identity: Identity }): Sessions {
  const { records, clock, identity } = deps
  return {
    async signOut(cookie, client) {
      const user = await identity.findSession(cookie, { refresh: false })
      const setCookie = await identity.signOut(cookie)
      if (user)
        await records.asSystem((db) =>
          noteOfPerson(db, {
            act: 'session.closed',
            userId: user.userId,
            isProven: true,
            client,
            nowMs: clock(),
          }),
        )
      return { setCookie }
    },

    async session(cookie, company) {
      const user = await identity.findSession(cookie, { refresh: true })
      return user ? await openSessionIn(records, user, company) : notSignedIn
    },

    async changeCompany(cookie, companyId) {
      const user = await identity.findSession(cookie, { refresh: false })
      if (!user) return notSignedIn
      const changed = await records.asSystem(async (db) => {
        const own = await companiesOfUser(db, user.userId)
        if (!own.some((company) => company.id === companyId)) return false
        await db
          .updateTable('identity.sessions')
          .set({ company_id: companyId })
          .where('token', '=', user.sessionToken)
          .execute()
        return true
      })
      return changed
        ? await openSession(records, user)
        : fail('not_found', 'You do not belong to this company.')
    },

    async principalOfCookie(cookie, company) {
      const user = await identity.findSession(cookie, { refresh: false })
      if (!user) return notSignedIn
      const { active, reach, second } = await readSession(records, user, company)
      if (!active) return company ? noSuchCompany : noCompany
      if (second.is_due) return secondFactorDue
      return ok({
        kind: 'user',
        userId: user.userId,
        companyId: active.id,
        company: toApiCompany(active),
        role: active.role,
        reach,
        ...(active.homeId === undefined ? {} : { homeId: active.homeId }),
        scopes: scopesOf(active.role, reach),
      })
    },

    async personOfCookie(cookie) {
      const user = await identity.findSession(cookie, { refresh: false })
      return user ? ok({ userId: user.userId, sessionToken: user.sessionToken }) : notSignedIn
    },
  }
}

/** A few per sign-in, so that none pays for many. By the real time, as sessions themselves are (see identity.ts). */
export async function forgetExpiredSessions(records: Records): Promise<void> {
  await sql`delete from identity.sessions where id in (
    select id from identity.sessions where expires_at <= now()
    order by expires_at limit ${sessionsForgottenPerSignIn} for update skip locked)`.execute(records.system)
}

export async function openSession(
  records: Records,
  user: SignedInUser,
): Promise<Result<OpenSession, NotSignedIn>> {
  const opened = await openSessionIn(records, user)
  if (opened.ok) return opened
  const { code, detail } = opened.failure
  return code === 'not_found' ? noCompany : fail(code, detail)
}

async function openSessionIn(
  records: Records,
  user: SignedInUser,
  company?: NamedCompany,
): Promise<Result<OpenSession, NotReached>> {
  const { person, companies, active, reach, second } = await readSession(records, user, company)
  if (!person) return notSignedIn
  if (!active) return company ? noSuchCompany : noCompany
  return ok({
    session: {
      user: person,
      company: toApiCompany(active),
      company_kind: active.kind,
      reach,
      role: active.role,
      scopes: second.is_due ? [] : [...scopesOf(active.role, reach)],
      companies: [...companies],
      two_factor: second,
    },
    setCookie: user.setCookie,
  })
}

interface ReadSession {
  readonly person: Session['user'] | undefined
  readonly companies: readonly MemberCompany[]
  readonly active: MemberCompany | undefined
  readonly reach: Reach
  readonly second: Session['two_factor']
}

async function readSession(records: Records, user: SignedInUser, named?: NamedCompany): Promise<ReadSession> {
  return await records.asSystem(async (db) => {
    const person = await db
      .selectFrom('identity.users')
      .select(['id', 'email', 'name'])
      .where('id', '=', user.userId)
      .executeTakeFirst()
    const kept = await db
      .selectFrom('identity.sessions')
      .select('company_id')
      .where('token', '=', user.sessionToken)
      .executeTakeFirst()
    const companies = await companiesOfUser(db, user.userId)
    // A company that the user was taken out of counts as not chosen.
    const active = companies.find((company) => company.id === kept?.company_id) ?? companies[0]
    const reach = named ? await reached(db, user.userId, companies, named) : { active, reach: 'own' as const }
    return { person, companies, ...reach, second: await secondFactorState(db, user.userId, companies, reach) }
  })
}

/** The named company with how the user gets there; a view leads only into companies below that may be looked at. */
async function reached(
  db: Kysely<Database>,
  userId: string,
  own: readonly MemberCompany[],
  { companyId, isView }: NamedCompany,
): Promise<Pick<ReadSession, 'active' | 'reach'>> {
  const member = own.find((company) => company.id === companyId)
  if (member && !isView) return { active: member, reach: 'own' }
  const below = isUuid(companyId) ? await companyBelow(db, userId, companyId) : null
  if (!isView) return { active: below ?? undefined, reach: 'below' }
  const maySee = below !== null && scopesOf(below.role, 'below').includes('companies:view')
  return { active: maySee ? below : undefined, reach: 'view' }
}

/**
 * Due where the company asks for it; and for who comes from above, where a company that he belongs to does: else its rule would be
 * gone round through a company below it.
 */
async function secondFactorState(
  db: Kysely<Database>,
  userId: string,
  own: readonly MemberCompany[],
  { active, reach }: Pick<ReadSession, 'active' | 'reach'>,
): Promise<Session['two_factor']> {
  if (await hasSecondFactor(db, userId)) return { is_on: true, is_due: false }
  if (!active) return { is_on: false, is_due: false }
  const asking = [active.id, ...(reach === 'own' ? [] : own.map(({ id }) => id))]
  const demanding = await db
    .selectFrom('companies')
    .select('id')
    .where('id', 'in', asking)
    .where('two_factor_required', '=', true)
    .limit(1)
    .executeTakeFirst()
  return { is_on: false, is_due: demanding !== undefined }
}
