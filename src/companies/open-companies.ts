import type {
  Company,
  CompanyCreate,
  Onboarding,
  ReachableCompanies,
  ReachableCompaniesQuery,
  SetupRequest,
} from '../contract/index.ts'
import { type Clock, type Failure, fail, ok, parseTimeZone, type Result } from '../core/index.ts'
import type { Records } from '../records/index.ts'
import { type ApiKeys, createApiKeys } from './api-keys.ts'
import { addAuditEntry } from './audit/add-audit-entry.ts'
import { type AuditLog, createAuditLog } from './audit/audit-log.ts'
import { type AuthenticationFailure, KeyAuthentication } from './authenticate.ts'
import { type MadeCompany, type MakeFailure, makeCompany } from './below/make-company.ts'
import { createEventNotes } from './below/note-events.ts'
import { createViewNotes } from './below/note-view.ts'
import { readOnboarding } from './below/onboarding.ts'
import { reachableCompanies } from './below/reachable-companies.ts'
import { callerName } from './caller-name.ts'
import { companyColumns, noSuchCompany, toApiCompany } from './company-rows.ts'
import { type Connections, createConnections } from './connections.ts'
import { createDetails, type Details } from './details/store-details.ts'
import { createIdentity } from './identity.ts'
import { type Letters, noLetters } from './letters.ts'
import type { NamedCompany } from './named-company.ts'
import { createPasswordReset, type PasswordReset } from './passwords/password-reset.ts'
import { type Acceptance, createAcceptance } from './people/accept-invitation.ts'
import { createInvitations, type Invitations } from './people/invitations.ts'
import { createPeople, type PeopleDoor } from './people/people.ts'
import { createPersonalSettings, type PersonalSettings } from './personal-settings.ts'
import { allow, type Principal } from './principal.ts'
import { createRefusedRequests, type RefusedRequests } from './refused-requests.ts'
import { createSecondFactors, type SecondFactors } from './second-factor/second-factor.ts'
import { deriveKey } from './secret-key.ts'
import { createSessions, type OpenSession, type Person, type Sessions } from './sessions.ts'
import {
  type InitialCompany,
  isEmpty,
  isSetUpCode,
  makeFirstCompany,
  type SetUpFailure,
  setUpCodeOf,
} from './set-up.ts'
import { createSignIn, type SignIn, type SignInFailure } from './sign-in.ts'
import { type Client, countAttempt, takeBackAttempt } from './sign-in-limit.ts'

export interface CompaniesOptions {
  readonly records: Records
  readonly clock: Clock
  /** The installation's key, see `loadSecretKey`. */
  readonly secretKey: string
  /** Without a slash at its end. */
  readonly publicUrl: string
  /** How e-mails to one person go out; none do by default. */
  readonly letters?: Letters
}

export interface Companies
  extends ApiKeys,
    SignIn,
    PasswordReset,
    PersonalSettings,
    SecondFactors,
    PeopleDoor,
    Invitations,
    Acceptance,
    Connections,
    Details,
    AuditLog,
    RefusedRequests,
    Omit<Sessions, 'principalOfCookie' | 'personOfCookie'> {
  setupNeeded(): Promise<boolean>
  /** To be printed at start while `setupNeeded`. The same after a restart. */
  setUpCode(): string
  /** Makes the first company with its owner, and signs the owner in. */
  createFirstCompany(
    input: SetupRequest,
    client: Client,
  ): Promise<Result<OpenSession, SetUpFailure | SignInFailure | Failure<'invalid_setup_code'>>>
  /** Headless set-up: false when there is a company already, which is then left alone. */
  initialise(
    initial: InitialCompany,
  ): Promise<Result<boolean, Failure<'invalid_time_zone' | 'invalid_currency'>>>
  /**
   * Who sends these headers, in the company that the request names, else in the session's. A bearer key goes before a cookie.
   * Failure `not_found` where the company is out of the caller's reach.
   */
  authenticate(request: {
    readonly authorization?: string
    readonly cookie?: string
    readonly company?: NamedCompany | undefined
  }): Promise<Result<Principal, AuthenticationFailure>>
  /** Who is signed in, apart from any company. */
  authenticatePerson(cookie: string): Promise<Result<Person, Failure<'unauthorized'>>>
  patchCompany(
    caller: Principal,
    patch: { readonly name?: string | undefined; readonly time_zone?: string | undefined },
  ): Promise<Result<Company, Failure<'forbidden' | 'invalid_time_zone'>>>
  allCompanies(): Promise<readonly Company[]>
  /** Makes a company directly below the caller's, with its first owner. */
  createCompany(caller: Principal, asked: CompanyCreate): Promise<Result<MadeCompany, MakeFailure>>
  /** What the switcher offers; for a person only. */
  reachableCompanies(
    caller: Principal,
    query: ReachableCompaniesQuery,
  ): Promise<Result<ReachableCompanies, Failure<'forbidden'>>>
  onboarding(caller: Principal): Promise<Onboarding>
  /** Writes down that the caller looks at the company as its own people do; nothing for everyone else. */
  noteView(caller: Principal): Promise<void>
  /** Something came in for these companies. */
  noteEvents(companyIds: readonly string[]): Promise<void>
  /** The name under which is remembered who did something; empty where there is none. */
  nameOfCaller(caller: Principal): Promise<string>
  /** Waits for what is still being noted. The records stay open. */
  close(): Promise<void>
}

/** Companies, their people, keys and connections, in shapes of the API. */
export function openCompanies(options: CompaniesOptions): Companies {
  const { records, clock, publicUrl } = options
  const identityOptions = { key: deriveKey(options.secretKey, 'sessions'), publicUrl }
  const codeKey = deriveKey(options.secretKey, 'set-up code')
  const identity = createIdentity({ ...identityOptions, db: records.system })
  const keys = new KeyAuthentication({ records, clock })
  const { principalOfCookie, personOfCookie, ...sessions } = createSessions({ records, clock, identity })
  const letters = options.letters ?? noLetters
  const secondFactorKey = deriveKey(options.secretKey, 'second factors')
  const deps = { records, clock, identity, letters, publicUrl, identityOptions }
  const signingIn = createSignIn({
    ...deps,
    secondFactorKey,
    deviceKey: deriveKey(options.secretKey, 'devices'),
  })
  const { settled: connectionsSettled, ...connections } = createConnections({
    records,
    clock,
    publicUrl,
    key: deriveKey(options.secretKey, 'connection secrets'),
  })
  const { settled: refusedSettled, ...refused } = createRefusedRequests({ records, clock })
  const make = (initial: InitialCompany) =>
    makeFirstCompany({ records, clock, identity: identityOptions, initial })

  return {
    ...sessions,
    ...signingIn,
    ...createPasswordReset(deps),
    ...createPersonalSettings(deps),
    ...createSecondFactors({ ...deps, key: secondFactorKey }),
    ...createPeople(deps),
    ...createInvitations(deps),
    ...createAcceptance(deps),
    authenticatePerson: personOfCookie,
    ...createApiKeys({ records, clock, onChanged: () => keys.clear() }),
    ...connections,
    ...refused,
    ...createDetails({ records, clock }),
    ...createAuditLog({ records, clock }),
    setupNeeded: () => records.asSystem(isEmpty),
    setUpCode: () => setUpCodeOf(codeKey),

    async createFirstCompany(input, client) {
      const counted = await countAttempt(records, clock, setUpAccount, client)
      if (!counted.ok) return counted
      if (!isSetUpCode(codeKey, input.code))
        return fail(
          'invalid_setup_code',
          'The set-up code is wrong: copy it from what the program printed at its start.',
        )
      await takeBackAttempt(records, setUpAccount, client)
      const made = await make(toInitialCompany(input))
      if (!made.ok) return made
      const credentials = { email: input.email, password: input.password }
      const signedIn = await signingIn.signIn(credentials, client)
      if (!signedIn.ok) return signedIn
      // Whoever was made a moment ago has no second factor.
      if (!signedIn.value.done) throw new Error('a new person is asked for a second factor')
      return ok(signedIn.value.open)
    },

    async initialise(initial) {
      const made = await make(initial)
      if (made.ok) return ok(true)
      const { code, detail } = made.failure
      return code === 'setup_done' ? ok(false) : fail(code, detail)
    },

    async authenticate({ authorization, cookie, company }) {
      if (authorization !== undefined) return ofItsOwn(await keys.authenticate(authorization), company)
      if (cookie !== undefined) return await principalOfCookie(cookie, company)
      return fail('unauthorized', 'Sign in, or send an API key in the Authorization header.')
    },

    async patchCompany(caller, patch) {
      const patched = await patchCompany({ records, clock }, caller, patch)
      // Their company is kept with keys.
      keys.clear()
      return patched
    },

    allCompanies: () => allCompanies(records),

    createCompany: (caller, asked) =>
      makeCompany({ records, clock, identity: identityOptions }, caller, asked),

    async reachableCompanies({ userId }, query) {
      if (userId === undefined) return fail('forbidden', 'An API key acts for its own company only.')
      return ok(await reachableCompanies(records, userId, query))
    },

    onboarding: (caller) => readOnboarding(records, caller),

    ...createEventNotes({ records, clock }),
    ...createViewNotes({ records, clock }),
    nameOfCaller: async (caller) => (await records.asSystem((db) => callerName(db, caller))) ?? '',

    async close() {
      await Promise.all([keys.settled(), connectionsSettled(), refusedSettled()])
    },
  }
}

/** A key acts for its own company only, and has no views. */
function ofItsOwn(
  known: Result<Principal, AuthenticationFailure>,
  company: NamedCompany | undefined,
): Result<Principal, AuthenticationFailure> {
  if (!known.ok || !company) return known
  return company.companyId === known.value.companyId && !company.isView ? known : noSuchCompany
}

/** Stands for an account where attempts at the set-up code are counted. */
const setUpAccount = 'set-up'

function toInitialCompany(input: SetupRequest): InitialCompany {
  return {
    company: input.company,
    timeZone: input.time_zone,
    currency: input.currency,
    ownerName: input.name,
    ownerEmail: input.email,
    ownerPassword: input.password,
  }
}

async function patchCompany(
  { records, clock }: Pick<CompaniesOptions, 'records' | 'clock'>,
  caller: Principal,
  patch: { readonly name?: string | undefined; readonly time_zone?: string | undefined },
): Promise<Result<Company, Failure<'forbidden' | 'invalid_time_zone'>>> {
  const allowed = allow(caller, 'company:manage')
  if (!allowed.ok) return allowed
  const zone = patch.time_zone === undefined ? ok(null) : parseTimeZone(patch.time_zone)
  if (!zone.ok) return zone
  return await records.withCompany(caller.companyId, async (db) => {
    const before = await db
      .selectFrom('companies')
      .select(companyColumns)
      .where('id', '=', caller.companyId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow()
    const row = await db
      .updateTable('companies')
      .set({
        name: patch.name ?? before.name,
        time_zone: patch.time_zone ?? before.time_zone,
        ...(patch.time_zone === undefined ? {} : { is_zone_confirmed: true }),
      })
      .where('id', '=', caller.companyId)
      .returning(companyColumns)
      .executeTakeFirstOrThrow()
    await addAuditEntry(db, caller, {
      act: 'company.changed',
      companyId: caller.companyId,
      subject: row,
      before: toApiCompany(before),
      after: toApiCompany(row),
      nowMs: clock(),
    })
    return ok(toApiCompany(row))
  })
}

async function allCompanies(records: Records): Promise<readonly Company[]> {
  const rows = await records.asSystem((db) =>
    db.selectFrom('companies').select(companyColumns).orderBy('created_at').orderBy('id').execute(),
  )
  return rows.map(toApiCompany)
}
