import { allow, type BilledCompany, mayBill, type Principal } from '../companies/index.ts'
import type { PriceAssignment, PricesInstead } from '../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../core/index.ts'
import { errorCode } from '../records/index.ts'
import {
  type AssignmentPlace,
  type AssignmentRow,
  askForRerating,
  assignmentNotFound,
  lockAssignment,
  lockAssignments,
  setEnd,
  toApiAssignment,
} from './assignment-rows.ts'
import { notePriceChange } from './note-price-change.ts'
import { listNotFound } from './price-lists.ts'
import { companiesOfSeller } from './priced-companies.ts'
import type { PriceListDeps } from './rating-deps.ts'
import { findVersion } from './versions.ts'
import { deleteAssignment } from './withdraw-assignment.ts'

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
  /**
   * Takes back what has not begun. Where the company had prices before and would have none then, it must be said what
   * follows: a gap in which messages are set aside is never made unasked.
   */
  withdrawAssignment(
    caller: Principal,
    listId: string,
    assignmentId: string,
    instead?: PricesInstead,
  ): Promise<Result<void, Denied | Failure<'assignment_in_force' | 'leaves_gap'>>>
}

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
        insertAssignment(deps, caller, { listId, company: company.value, input }),
      )
    },

    async endAssignment(caller, listId, assignmentId, toMs) {
      const allowed = allow(caller, 'billing:manage')
      if (!allowed.ok) return allowed
      if (!isUuid(listId) || !isUuid(assignmentId)) return assignmentNotFound
      if (!isPlausible(toMs)) return outOfTime
      return await changing(deps, () => moveEnd(deps, caller, { listId, assignmentId, toMs }))
    },

    async withdrawAssignment(caller, listId, assignmentId, instead) {
      const allowed = allow(caller, 'billing:manage')
      if (!allowed.ok) return allowed
      if (!isUuid(listId) || !isUuid(assignmentId)) return assignmentNotFound
      const withdrawn = await deleteAssignment(deps, caller, { listId, assignmentId, instead })
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

function overlapping(row: AssignmentRow): {
  readonly ok: false
  readonly failure: Failure<'overlapping_validity'>
} {
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

async function insertAssignment(
  { records, clock }: PriceListDeps,
  caller: Principal,
  asked: { readonly listId: string; readonly company: BilledCompany; readonly input: NewAssignment },
): Promise<
  Result<
    PriceAssignment,
    Failure<'not_found' | 'version_not_published' | 'currency_mismatch' | 'overlapping_validity'>
  >
> {
  const { companyId: sellerId } = caller
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
    await notePriceChange(db, caller, {
      act: 'price_list.assigned',
      listId,
      after: {
        company: company.name,
        company_id: company.id,
        version: version.number,
        from: new Date(fromMs),
        to: toMs === null ? null : new Date(toMs),
      },
      nowMs: clock(),
    })
    const made = { id, company_id: company.id, number: version.number }
    const next = others.find((row) => row.valid_from.getTime() > fromMs)
    return ok(toApiAssignment({ ...made, ...validityRow(fromMs, toMs, next) }, company.name))
  })
}

function validityRow(
  fromMs: number,
  toMs: number | null,
  next: AssignmentRow | undefined,
): Pick<AssignmentRow, 'valid_from' | 'valid_to' | 'next_from'> {
  return {
    valid_from: new Date(fromMs),
    valid_to: toMs === null ? null : new Date(toMs),
    next_from: next?.valid_from ?? null,
  }
}

function coversMs({ valid_from, valid_to }: AssignmentRow, atMs: number): boolean {
  return valid_from.getTime() <= atMs && (valid_to === null || valid_to.getTime() > atMs)
}

async function moveEnd(
  { records, clock }: PriceListDeps,
  caller: Principal,
  asked: AssignmentPlace & { readonly toMs: number | null },
): Promise<Result<PriceAssignment, Failure<'not_found'> | Wrong>> {
  const { toMs } = asked
  const { companyId: sellerId } = caller
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
    const named = { company: name, company_id: row.company_id, version: row.number }
    await notePriceChange(db, caller, {
      act: 'price_list.end_changed',
      listId: row.list_id,
      before: { to: row.valid_to },
      after: { ...named, to: toMs === null ? null : new Date(toMs) },
      nowMs: clock(),
    })
    return ok(toApiAssignment({ ...row, ...validityRow(row.valid_from.getTime(), toMs, next) }, name))
  })
}
