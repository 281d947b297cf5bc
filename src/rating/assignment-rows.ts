import type { PriceAssignment } from '../contract/index.ts'
import { fail } from '../core/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'

/** A version in force for a company, and when the next one begins there, of whichever list. */
export interface AssignmentRow {
  readonly id: string
  readonly list_id: string
  readonly company_id: string
  readonly number: number
  readonly valid_from: Date
  readonly valid_to: Date | null
  readonly next_from: Date | null
}

const assignmentColumns = [
  'a.id',
  'a.list_id',
  'a.company_id',
  'v.number',
  'a.valid_from',
  'a.valid_to',
] as const
const nextFrom = sql<Date | null>`(
  select min(n.valid_from) from price_assignments n where n.company_id = a.company_id and n.valid_from > a.valid_from
)`.as('next_from')

export const assignmentNotFound = fail('not_found', 'There is no such assignment of this price list.')

/** Of these lists, in the order in which they begin. */
export async function readAssignments(
  db: Kysely<Database>,
  listIds: readonly string[],
): Promise<readonly AssignmentRow[]> {
  return await db
    .selectFrom('price_assignments as a')
    .innerJoin('price_list_versions as v', 'v.id', 'a.version_id')
    .select(assignmentColumns)
    .select(nextFrom)
    .where('a.list_id', 'in', listIds)
    .orderBy('a.valid_from')
    .orderBy('a.id')
    .execute()
}

/** All that was, is and will be in force for a company, in order. Nobody else changes it until the transaction ends. */
export async function lockAssignments(
  db: Kysely<Database>,
  companyId: string,
): Promise<readonly AssignmentRow[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`tallybook:prices:${companyId}`}, 0))`.execute(db)
  return await db
    .selectFrom('price_assignments as a')
    .innerJoin('price_list_versions as v', 'v.id', 'a.version_id')
    .select(assignmentColumns)
    .select(nextFrom)
    .where('a.company_id', '=', companyId)
    .orderBy('a.valid_from')
    .execute()
}

export async function setEnd(db: Kysely<Database>, assignmentId: string, toMs: number | null): Promise<void> {
  await db
    .updateTable('price_assignments')
    .set({ valid_to: toMs === null ? null : new Date(toMs) })
    .where('id', '=', assignmentId)
    .execute()
}

/** In the transaction of the change: the facts are rated anew also when this process dies now. */
export async function askForRerating(
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

export interface AssignmentPlace {
  readonly listId: string
  readonly assignmentId: string
}

/** The assignment among all of its company. */
export async function lockAssignment(
  db: Kysely<Database>,
  sellerId: string,
  { listId, assignmentId }: AssignmentPlace,
): Promise<{ readonly row: AssignmentRow; readonly all: readonly AssignmentRow[] } | null> {
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

type ApiRow = Omit<AssignmentRow, 'list_id'>

export function toApiAssignment(row: ApiRow, companyName: string): PriceAssignment {
  return {
    id: row.id,
    company_id: row.company_id,
    company_name: companyName,
    version: row.number,
    from: row.valid_from.toISOString(),
    to: row.valid_to?.toISOString() ?? null,
    gap: gapAfter(row),
  }
}

function gapAfter({ valid_to, next_from }: ApiRow): PriceAssignment['gap'] {
  if (valid_to === null || (next_from !== null && next_from <= valid_to)) return null
  return { from: valid_to.toISOString(), to: next_from?.toISOString() ?? null }
}
