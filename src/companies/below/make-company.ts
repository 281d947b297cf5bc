import { randomBytes } from 'node:crypto'
import type { CompanyCreate } from '../../contract/index.ts'
import { type Clock, type Failure, fail, ok, parseTimeZone, type Result } from '../../core/index.ts'
import type { Database, Kysely, Records } from '../../records/index.ts'
import { addAuditEntry } from '../audit/add-audit-entry.ts'
import { kindOf, lockCompany, maxDepth } from '../company-rows.ts'
import { parseCurrency } from '../currency.ts'
import { createIdentity, type IdentityOptions } from '../identity.ts'
import { allow, type Principal } from '../principal.ts'
import { companiesAbove } from './company-search.ts'

export type MakeFailure = Failure<'forbidden' | 'conflict' | 'invalid_time_zone' | 'invalid_currency'>

export interface MadeCompany {
  readonly companyId: string
  readonly ownerEmail: string
  /** False: the owner signs in already, with a password that stays as it is. */
  readonly isNewOwner: boolean
  /** To hand over, where it was made up; it is kept nowhere. */
  readonly password: string | null
}

/** 20 characters, 120 bits. */
const madeUpBytes = 15
/** Companies directly below one. */
const maxChildren = 20_000

/**
 * Makes a company below the caller's with its first owner, together or not at all. Only a provider and resellers have companies
 * below them, ten levels at most.
 */
export async function makeCompany(
  deps: { records: Records; clock: Clock; identity: Omit<IdentityOptions, 'db'> },
  caller: Principal,
  asked: CompanyCreate,
): Promise<Result<MadeCompany, MakeFailure>> {
  // The answer is the company as the list has it.
  for (const scope of ['companies:manage', 'companies:read'] as const) {
    const allowed = allow(caller, scope)
    if (!allowed.ok) return allowed
  }
  const zone = parseTimeZone(asked.time_zone)
  if (!zone.ok) return zone
  const currency = parseCurrency(asked.currency)
  if (!currency.ok) return currency
  return await deps.records.asSystem(async (db) => {
    await lockCompany(db, caller.companyId)
    const fits = await hasRoomBelow(db, caller.companyId)
    if (!fits.ok) return fits
    // A failure undoes nothing that was written before it: the owner, who may be refused, comes first.
    const owner = await findOrAddOwner(deps.identity, db, asked.owner)
    if (!owner.ok) return owner
    const createdAt = new Date(deps.clock())
    const { id } = await db
      .insertInto('companies')
      .values({
        name: asked.name,
        parent_id: caller.companyId,
        is_reseller: asked.kind === 'reseller',
        // Whoever makes it guesses: its own people are asked.
        is_zone_confirmed: false,
        time_zone: zone.value,
        currency: currency.value,
        created_at: createdAt,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('memberships')
      .values({ company_id: id, user_id: owner.value.userId, role: 'owner', created_at: createdAt })
      .execute()
    // In its own log, and in that of who made it.
    for (const companyId of [id, caller.companyId])
      await addAuditEntry(db, caller, {
        act: 'company.created',
        companyId,
        subject: { id, name: asked.name },
        after: {
          name: asked.name,
          kind: asked.kind,
          time_zone: zone.value,
          currency: currency.value,
          owner: asked.owner.email.toLowerCase(),
        },
        nowMs: createdAt.getTime(),
      })
    return ok({
      companyId: id,
      ownerEmail: asked.owner.email.toLowerCase(),
      isNewOwner: owner.value.isNew,
      password: owner.value.password,
    })
  })
}

async function hasRoomBelow(
  db: Kysely<Database>,
  companyId: string,
): Promise<Result<void, Failure<'conflict'>>> {
  const parent = await db
    .selectFrom('companies')
    .select(['parent_id', 'is_reseller'])
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow()
  if (kindOf(parent) === 'customer')
    return fail('conflict', 'This company is no reseller: whoever sells to it makes companies beside it.')
  const depth = await companiesAbove(db, companyId)
  if (depth >= maxDepth)
    return fail('conflict', `Companies lie at most ${maxDepth} levels below the provider.`)
  const { count } = await db
    .selectFrom('companies')
    .select(db.fn.countAll<string>().as('count'))
    .where('parent_id', '=', companyId)
    .executeTakeFirstOrThrow()
  if (Number(count) >= maxChildren)
    return fail('conflict', `A company may have ${maxChildren} companies directly below it.`)
  return ok(undefined)
}

/** Somebody who signs in already keeps the password, which whoever makes the company cannot set. */
async function findOrAddOwner(
  options: Omit<IdentityOptions, 'db'>,
  db: Kysely<Database>,
  owner: CompanyCreate['owner'],
): Promise<Result<{ userId: string; isNew: boolean; password: string | null }, Failure<'conflict'>>> {
  const known = await db
    .selectFrom('identity.users')
    .select('id')
    .where('email', '=', owner.email.toLowerCase())
    .executeTakeFirst()
  if (known && owner.password !== undefined)
    return fail('conflict', 'This person signs in already: leave the password out, it stays as it is.')
  if (known) return ok({ userId: known.id, isNew: false, password: null })
  const given = owner.password ?? randomBytes(madeUpBytes).toString('base64url')
  const identity = createIdentity({ ...options, db, inTransaction: true })
  const userId = await identity.addUser({
    name: owner.name,
    email: owner.email,
    password: given,
  })
  return ok({ userId, isNew: true, password: owner.password === undefined ? given : null })
}
