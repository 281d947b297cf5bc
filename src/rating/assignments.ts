import { allow, type BilledCompany, mayBill, type Principal } from '../companies/index.ts'
import type { PriceAssignment } from '../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../core/index.ts'
import { type Database, errorCode, type Kysely, sql } from '../records/index.ts'
import { listNotFound, toApiAssignment } from './price-lists.ts'
import { companiesOfSeller } from './priced-companies.ts'
import type { PriceListDeps } from './rating-deps.ts'
import { findVersion } from './versions.ts'

const exclusionViolation = '23P01'

export interface NewAssignment {
  readonly companyId: string
  readonly version: number
  readonly fromMs: number
  /** Not included; null: until further notice. */
  readonly toMs: number | null
}

type Denied = Failure<'forbidden' | 'not_found'>
type Wrong = Failure<'invalid_period' | 'overlapping_validity'>

export interface Assignments {
  /** Puts a published version in force; what is in force there at `fromMs` ends then. */
  assign(
    caller: Principal,
    listId: string,
    input: NewAssignment,
  ): Promise<Result<PriceAssignment, Denied | Wrong | Failure<'version_not_published' | 'currency_mismatch'>>>
  /** Sets another end. */
  endAssignment(
    caller: Principal,
    listId: string,
    assignmentId: string,
    toMs: number | null,
  ): Promise<Result<PriceAssignment, Denied | Wrong>>
  /** Takes back what has not begun. */
  withdrawAssignment(
    caller: Principal,
    listId: string,
    assignmentId: string,
  ): Promise<Result<void, Denied | Failure<'assignment_in_force'>>>
}

const assignmentNotFound = fail('not_found', 'There is no such assignment of this price list.')

export function createAssignments(deps: PriceListDeps): Assignments {
  return {
    async assign(caller, listId, input) {
      const allowed = allow(caller, 'billing:manage')
      if (!allowed.ok) return allowed
      if (!isUuid(listId)) return listNotFound
      if (input.toMs !== null && input.toMs <= input.fromMs) return endsTooEarly
      if (!isPlausible(input.fromMs) || !isPlausible(input.toMs)) return outOfTime
      const company = await deps.records.asSystem((db) => mayBill(db, caller, input.companyId))
      if (!company.ok) return company
      return await changing(deps, () =>
        insertAssignment(deps, caller.companyId, { listId, company: company.value, input }),
      )
    },

    async endAssignment(caller, listId, assignmentId, toMs) {
      const allowed = allow(caller, 'billing:manage')
      if (!allowed.ok) return allowed
      if (!isUuid(listId) || !isUuid(assignmentId)) return assignmentNotFound
      if (!isPlausible(toMs)) return outOfTime
      return await changing(deps, () => moveEnd(deps, caller.companyId, { listId, assignmentId, toMs }))
    },

    async withdrawAssignment(caller, listId, assignmentId) {
      const allowed = allow(caller, 'billing:manage')
      if (!allowed.ok) return allowed
      if (!isUuid(listId) || !isUuid(assignmentId)) return assignmentNotFound
      const withdrawn = await deleteAssignment(deps, caller.companyId, { listId, assignmentId })
      if (withdrawn.ok) deps.onChange()
      return withdrawn
    },
  }
}

/** Every store can hold these instants, and nothing is priced outside of them. */
const timeMs = { from: Date.UTC(2000, 0, 1), to: Date.UTC(2200, 0, 1) } as const
const outOfTime = fail('invalid_period', 'from and to must lie between the years 2000 and 2200.')

function isPlausible(atMs: number | null): boolean {
  return atMs === null || (atMs >= timeMs.from && atMs <= timeMs.to)
}

const endsTooEarly = fail('invalid_period', 'to must be after from; leave it out for "until further notice".')

function overlapping(row: Row): { readonly ok: false; readonly failure: Failure<'overlapping_validity'> } {
  const from = row.valid_from.toISOString()
  return fail(
    'overlapping_validity',
    `Another assignment of this company begins at ${from}: let this one end by then, or withdraw the other.`,
  )
}

/** Tells the others of a change that was kept. Two changes at once are caught by the exclusion in the table. */
async function changing<T, F extends Failure>(
  deps: PriceListDeps,
  change: () => Promise<Result<T, F>>,
): Promise<Result<T, F | Failure<'overlapping_validity'>>> {
  try {
    const changed = await change()
    if (changed.ok) deps.onChange()
    return changed
  } catch (error) {
    if (errorCode(error) !== exclusionViolation) throw error
    return fail('overlapping_validity', 'Another version was put in force at the same time: look again.')
  }
}

interface Row {
  readonly id: string
  readonly list_id: string
  readonly company_id: string
  readonly number: number
  readonly valid_from: Date
  readonly valid_to: Date | null
}

/** All that was, is and will be in force for a company, in order. Nobody else changes it until the transaction ends. */
async function lockAssignments(db: Kysely<Database>, companyId: string): Promise<readonly Row[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`tallybook:prices:${companyId}`}, 0))`.execute(db)
  return await db
    .selectFrom('price_assignments as a')
    .innerJoin('price_list_versions as v', 'v.id', 'a.version_id')
    .select(['a.id', 'a.list_id', 'a.company_id', 'v.number', 'a.valid_from', 'a.valid_to'])
    .where('a.company_id', '=', companyId)
    .orderBy('a.valid_from')
    .execute()
}

async function insertAssignment(
  { records, clock }: PriceListDeps,
  sellerId: string,
  asked: { readonly listId: string; readonly company: BilledCompany; readonly input: NewAssignment },
): Promise<
  Result<
    PriceAssignment,
    Failure<'not_found' | 'version_not_published' | 'currency_mismatch' | 'overlapping_validity'>
  >
> {
  const { listId, company, input } = asked
  const { fromMs, toMs } = input
  return await records.withCompany(sellerId, async (db) => {
    const list = await db
      .selectFrom('price_lists')
      .select('currency')
      .where('id', '=', listId)
      .where('seller_id', '=', sellerId)
      .executeTakeFirst()
    if (!list) return listNotFound
    const version = await findVersion(db, { sellerId, listId, number: input.version })
    if (!version) return fail('not_found', 'There is no such version of this price list.')
    if (version.state !== 'published')
      return fail('version_not_published', 'The version is a draft: publish it before it is put in force.')
    if (list.currency !== company.currency)
      return fail(
        'currency_mismatch',
        `The price list is in ${list.currency} and the company keeps its books in ${company.currency}.`,
      )
    const others = await lockAssignments(db, company.id)
    const later = others.find(
      (row) => row.valid_from.getTime() >= fromMs && (toMs === null || row.valid_from.getTime() < toMs),
    )
    if (later) return overlapping(later)
    const inForce = others.find((row) => coversMs(row, fromMs))
    if (inForce) await setEnd(db, inForce.id, fromMs)
    const { id } = await db
      .insertInto('price_assignments')
      .values({
        seller_id: sellerId,
        company_id: company.id,
        list_id: listId,
        version_id: version.id,
        currency: list.currency,
        valid_from: new Date(fromMs),
        valid_to: toMs === null ? null : new Date(toMs),
        created_at: new Date(clock()),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await askForRerating(db, { sellerId, companyId: company.id, fromMs, nowMs: clock() })
    return ok({
      id,
      company_id: company.id,
      company_name: company.name,
      version: version.number,
      from: new Date(fromMs).toISOString(),
      to: toMs === null ? null : new Date(toMs).toISOString(),
    })
  })
}

function coversMs({ valid_from, valid_to }: Row, atMs: number): boolean {
  return valid_from.getTime() <= atMs && (valid_to === null || valid_to.getTime() > atMs)
}

async function setEnd(db: Kysely<Database>, assignmentId: string, toMs: number | null): Promise<void> {
  await db
    .updateTable('price_assignments')
    .set({ valid_to: toMs === null ? null : new Date(toMs) })
    .where('id', '=', assignmentId)
    .execute()
}

/** In the transaction of the change: the facts are rated anew also when this process dies now. */
async function askForRerating(
  db: Kysely<Database>,
  asked: { sellerId: string; companyId: string; fromMs: number; nowMs: number },
): Promise<void> {
  await db
    .insertInto('rerate_requests')
    .values({
      seller_id: asked.sellerId,
      company_id: asked.companyId,
      rate_from: new Date(asked.fromMs),
      created_at: new Date(asked.nowMs),
    })
    .execute()
}

interface AssignmentPlace {
  readonly listId: string
  readonly assignmentId: string
}

/** The assignment among all of its company. */
async function lockAssignment(
  db: Kysely<Database>,
  sellerId: string,
  { listId, assignmentId }: AssignmentPlace,
): Promise<{ readonly row: Row; readonly all: readonly Row[] } | null> {
  const found = await db
    .selectFrom('price_assignments')
    .select('company_id')
    .where('id', '=', assignmentId)
    .where('seller_id', '=', sellerId)
    .executeTakeFirst()
  const all = found ? await lockAssignments(db, found.company_id) : []
  const row = all.find(
    (each) => each.id === assignmentId.toLowerCase() && each.list_id === listId.toLowerCase(),
  )
  return row ? { row, all } : null
}

async function moveEnd(
  { records, clock }: PriceListDeps,
  sellerId: string,
  asked: AssignmentPlace & { readonly toMs: number | null },
): Promise<Result<PriceAssignment, Failure<'not_found'> | Wrong>> {
  const { toMs } = asked
  const companies = await companiesOfSeller(records, sellerId)
  return await records.withCompany(sellerId, async (db) => {
    const found = await lockAssignment(db, sellerId, asked)
    if (!found) return assignmentNotFound
    const { row, all } = found
    if (toMs !== null && toMs <= row.valid_from.getTime()) return endsTooEarly
    const next = all.find(({ valid_from }) => valid_from > row.valid_from)
    if (next && (toMs === null || next.valid_from.getTime() < toMs)) return overlapping(next)
    await setEnd(db, row.id, toMs)
    const fromMs = Math.min(row.valid_to?.getTime() ?? Infinity, toMs ?? Infinity)
    if (fromMs !== Infinity)
      await askForRerating(db, { sellerId, companyId: row.company_id, fromMs, nowMs: clock() })
    const name = companies.find(({ id }) => id === row.company_id)?.name ?? ''
    return ok(toApiAssignment({ ...row, valid_to: toMs === null ? null : new Date(toMs) }, name))
  })
}

async function deleteAssignment(
  { records, clock }: PriceListDeps,
  sellerId: string,
  asked: AssignmentPlace,
): Promise<Result<void, Failure<'not_found' | 'assignment_in_force'>>> {
  return await records.withCompany(sellerId, async (db) => {
    const found = await lockAssignment(db, sellerId, asked)
    if (!found) return assignmentNotFound
    const fromMs = found.row.valid_from.getTime()
    if (fromMs <= clock())
      return fail('assignment_in_force', 'It has begun, and charges follow from it: set its end instead.')
    await db.deleteFrom('price_assignments').where('id', '=', found.row.id).execute()
    await askForRerating(db, { sellerId, companyId: found.row.company_id, fromMs, nowMs: clock() })
    return ok(undefined)
  })
}
