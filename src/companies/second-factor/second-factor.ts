import type { RecoveryCodes, SecondFactor, SecondFactorBegun } from '../../contract/index.ts'
import { type Clock, type Failure, fail, ok, type Result } from '../../core/index.ts'
import type { Database, Kysely, Records } from '../../records/index.ts'
import { noteOfPerson } from '../audit/note-of-person.ts'
import type { Identity } from '../identity.ts'
import type { Letters } from '../letters.ts'
import { endSessions } from '../passwords/set-password.ts'
import { provePassword } from '../prove-password.ts'
import { sealSettings } from '../sealed-settings.ts'
import type { Person } from '../sessions.ts'
import { type Client, countWithin, limitKey } from '../sign-in-limit.ts'
import { checkCode } from './check-code.ts'
import { hashRecoveryCode, makeRecoveryCodes } from './recovery-codes.ts'
import { makeTotpSecret, totpUri } from './totp.ts'

type ProofFailure = Failure<'invalid_credentials' | 'too_many_attempts'>
type CodeFailure = Failure<'invalid_code' | 'too_many_attempts' | 'secrets_unreadable'>

/** Setting up what is asked for at sign-in beside the password. */
export interface SecondFactors {
  secondFactor(person: Person): Promise<SecondFactor>
  /** A new secret, which counts for nothing until a code of it is given. */
  beginSecondFactor(
    person: Person,
    password: string,
  ): Promise<Result<SecondFactorBegun, ProofFailure | Failure<'conflict'>>>
  /** Other sessions end: they were opened with less. */
  confirmSecondFactor(
    person: Person,
    code: string,
    client: Client,
  ): Promise<Result<RecoveryCodes, CodeFailure | Failure<'conflict'>>>
  /** Those before are worth nothing from then on. */
  renewRecoveryCodes(
    person: Person,
    password: string,
    client: Client,
  ): Promise<Result<RecoveryCodes, ProofFailure | Failure<'conflict'>>>
  /** Failure `conflict` where a company of the person asks for it. */
  switchOffSecondFactor(
    person: Person,
    password: string,
    client: Client,
  ): Promise<Result<void, ProofFailure | Failure<'conflict'>>>
}

interface SecondFactorDeps {
  readonly records: Records
  readonly clock: Clock
  readonly identity: Identity
  readonly letters: Letters
  /** Derived for second factors. */
  readonly key: Buffer
}

const maxConfirmations = 20
const letterMs = 24 * 3_600_000
const notBegun = fail('conflict', 'There is nothing to confirm: begin to set it up again.')
const isOnAlready = fail('conflict', 'Two-factor sign-in is on already: switch it off to set up another.')
const isOff = fail('conflict', 'Two-factor sign-in is not on.')

export function createSecondFactors(deps: SecondFactorDeps): SecondFactors {
  const { records, clock, key } = deps
  return {
    async secondFactor({ userId }) {
      return await records.asSystem(async (db) => {
        const factor = await findFactor(db, userId)
        const { left } = await db
          .selectFrom('identity.recovery_codes')
          .select(db.fn.countAll<string>().as('left'))
          .where('user_id', '=', userId)
          .executeTakeFirstOrThrow()
        const since = factor?.confirmed_at?.toISOString() ?? null
        return { is_on: since !== null, since, recovery_codes_left: since === null ? 0 : Number(left) }
      })
    },

    async beginSecondFactor(person, password) {
      const proved = await provePassword(deps, person, password)
      if (!proved.ok) return proved
      return await records.asSystem((db) => begin(deps, db, person.userId))
    },

    async confirmSecondFactor({ userId, sessionToken }, code, client) {
      const limit = new Map([[limitKey('second factor to confirm', userId), maxConfirmations]])
      const counted = await countWithin(records, clock, limit)
      if (!counted.ok) return counted
      return await records.asSystem(async (db) => {
        const nowMs = clock()
        const factor = await findFactor(db, userId)
        if (!factor) return notBegun
        if (factor.confirmed_at !== null) return isOnAlready
        const right = await checkCode(db, { userId, code, nowMs, key })
        if (!right.ok) return right
        await db
          .updateTable('identity.second_factors')
          .set({ confirmed_at: new Date(nowMs) })
          .where('user_id', '=', userId)
          .execute()
        await endSessions(db, userId, sessionToken)
        await tell(deps, db, { userId, isOn: true, client, nowMs })
        return ok(await newCodes(db, userId))
      })
    },

    async renewRecoveryCodes(person, password, client) {
      const proved = await provePassword(deps, person, password)
      if (!proved.ok) return proved
      const { userId } = person
      return await records.asSystem(async (db) => {
        const factor = await findFactor(db, userId)
        if (!factor || factor.confirmed_at === null) return isOff
        const act = 'second_factor.recovery_codes_renewed'
        await noteOfPerson(db, { act, userId, isProven: true, client, nowMs: clock() })
        return ok(await newCodes(db, userId))
      })
    },

    async switchOffSecondFactor(person, password, client) {
      const proved = await provePassword(deps, person, password)
      if (!proved.ok) return proved
      const { userId } = person
      return await records.asSystem(async (db) => {
        const demanding = await companyThatDemands(db, userId)
        if (demanding !== null)
          return fail('conflict', `${demanding} asks for two-factor sign-in: it cannot be switched off.`)
        const removed = await db
          .deleteFrom('identity.second_factors')
          .where('user_id', '=', userId)
          .returning('confirmed_at')
          .executeTakeFirst()
        if (!removed || removed.confirmed_at === null) return isOff
        await tell(deps, db, { userId, isOn: false, client, nowMs: clock() })
        return ok(undefined)
      })
    },
  }
}

async function findFactor(db: Kysely<Database>, userId: string) {
  return await db
    .selectFrom('identity.second_factors')
    .select('confirmed_at')
    .where('user_id', '=', userId)
    .executeTakeFirst()
}

async function begin(
  { clock, key }: SecondFactorDeps,
  db: Kysely<Database>,
  userId: string,
): Promise<Result<SecondFactorBegun, Failure<'conflict'>>> {
  const secret = makeTotpSecret()
  const values = {
    secret: sealSettings(key, userId, { secret }),
    created_at: new Date(clock()),
    last_step: 0,
  }
  const begun = await db
    .insertInto('identity.second_factors')
    .values({ user_id: userId, ...values })
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet(values)
        .where('identity.second_factors.confirmed_at', 'is', null),
    )
    .returning('user_id')
    .executeTakeFirst()
  if (!begun) return isOnAlready
  const { email } = await db
    .selectFrom('identity.users')
    .select('email')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  return ok({ secret, uri: totpUri(secret, { account: email, issuer: 'Tallybook' }) })
}

async function newCodes(db: Kysely<Database>, userId: string): Promise<RecoveryCodes> {
  const codes = makeRecoveryCodes()
  await db.deleteFrom('identity.recovery_codes').where('user_id', '=', userId).execute()
  await db
    .insertInto('identity.recovery_codes')
    .values(codes.map((code) => ({ user_id: userId, code_hash: hashRecoveryCode(code) })))
    .execute()
  return { recovery_codes: [...codes] }
}

/** Its name; null where no company of the person asks for a second factor. */
async function companyThatDemands(db: Kysely<Database>, userId: string): Promise<string | null> {
  const row = await db
    .selectFrom('memberships')
    .innerJoin('companies', 'companies.id', 'memberships.company_id')
    .select('companies.name')
    .where('memberships.user_id', '=', userId)
    .where('companies.two_factor_required', '=', true)
    .executeTakeFirst()
  return row?.name ?? null
}

/** The companies by their logs, and the person by e-mail, in case it was somebody else. */
async function tell(
  { letters }: Pick<SecondFactorDeps, 'letters'>,
  db: Kysely<Database>,
  change: {
    readonly userId: string
    readonly isOn: boolean
    readonly client: Client
    readonly nowMs: number
  },
): Promise<void> {
  const { userId, isOn, client, nowMs } = change
  const act = isOn ? 'second_factor.switched_on' : 'second_factor.switched_off'
  await noteOfPerson(db, { act, userId, isProven: true, client, nowMs })
  const { email: address } = await db
    .selectFrom('identity.users')
    .select('email')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const kind = isOn ? 'second_factor_on' : 'second_factor_off'
  await letters.write(
    db,
    { kind, address, language: client.language ?? 'en', expiresAtMs: nowMs + letterMs },
    nowMs,
  )
}
