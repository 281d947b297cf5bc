import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Scope, scopes } from '../contract/index.ts'
import { type Clock, type Failure, fail, ok, parseTimeZone, type Result } from '../core/index.ts'
import { type Database, type Kysely, type Records, sql } from '../records/index.ts'
import { hashKey, prefixOf } from './api-key.ts'
import { parseCurrency } from './currency.ts'
import { createIdentity, type IdentityOptions } from './identity.ts'

/** The first company with its owner, and a key with all scopes where one is given. */
export interface InitialCompany {
  readonly company: string
  readonly timeZone: string
  readonly currency: string
  readonly ownerName?: string
  readonly ownerEmail: string
  readonly ownerPassword: string
  readonly apiKey?: string
}

export type SetUpFailure = Failure<'setup_done' | 'invalid_time_zone' | 'invalid_currency'>

export async function isEmpty(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('companies').select('id').limit(1).executeTakeFirst()) === undefined
}

/** Makes company, owner and key together or not at all; failure `setup_done` when there is a company already. */
export async function makeFirstCompany(options: {
  readonly records: Records
  readonly clock: Clock
  readonly identity: Omit<IdentityOptions, 'db'>
  readonly initial: InitialCompany
}): Promise<Result<{ companyId: string }, SetUpFailure>> {
  const { initial } = options
  const zone = parseTimeZone(initial.timeZone)
  if (!zone.ok) return zone
  const currency = parseCurrency(initial.currency)
  if (!currency.ok) return currency
  return await options.records.asSystem(async (db) => {
    // Two servers may be set up at once: the second waits here and finds the company of the first.
    await sql`select pg_advisory_xact_lock(hashtextextended('tallybook:set-up', 0))`.execute(db)
    if (!(await isEmpty(db)))
      return fail(
        'setup_done',
        'This installation is set up already: sign in, or ask its owner for an invitation.',
      )
    const createdAt = new Date(options.clock())
    const identity = createIdentity({ ...options.identity, db, inTransaction: true })
    const userId = await identity.addUser({
      name: initial.ownerName ?? initial.ownerEmail,
      email: initial.ownerEmail,
      password: initial.ownerPassword,
    })
    const company = await db
      .insertInto('companies')
      .values({
        name: initial.company,
        time_zone: zone.value,
        currency: currency.value,
        created_at: createdAt,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('memberships')
      .values({ company_id: company.id, user_id: userId, role: 'owner', created_at: createdAt })
      .execute()
    if (initial.apiKey !== undefined) await addGivenKey(db, company.id, initial.apiKey, createdAt)
    return ok({ companyId: company.id })
  })
}

async function addGivenKey(
  db: Kysely<Database>,
  companyId: string,
  key: string,
  createdAt: Date,
): Promise<void> {
  const all: readonly Scope[] = scopes
  await db
    .insertInto('api_keys')
    .values({
      company_id: companyId,
      name: 'Headless set-up',
      prefix: prefixOf(key),
      hash: hashKey(key),
      scopes: [...all],
      created_at: createdAt,
    })
    .execute()
}

/**
 * The code that lets the first visitor set up, as `XXXX-XXXX-XXXX` (60 bits). It follows from the installation's key, so
 * that a restart and every server of the installation print the same one.
 */
export function setUpCodeOf(key: Buffer): string {
  // Without the letters and digits that are easily taken for one another.
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  const bytes = createHmac('sha256', key).update('code').digest().subarray(0, 12)
  const letters = [...bytes].map((byte) => alphabet[byte % alphabet.length] ?? '')
  return [0, 4, 8].map((start) => letters.slice(start, start + 4).join('')).join('-')
}

/** Compares without telling by its duration where the codes differ; spaces, hyphens and case do not matter. */
export function isSetUpCode(key: Buffer, given: string): boolean {
  const plain = given.toUpperCase().replaceAll(/[\s-]/g, '')
  const expected = setUpCodeOf(key).replaceAll('-', '')
  const digest = (text: string) => createHmac('sha256', key).update(text).digest()
  return timingSafeEqual(digest(plain), digest(expected))
}
