import { chargeOnSchema } from '../contract/index.ts'
import type { PricePlan } from '../facts/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'
import { type ChainLink, pricePlanOf, type Validity } from './price-plan.ts'

/** Companies above one another; a longer chain would be a circle. */
const maxDepth = 100

export interface PlansOptions {
  /** This company and all below it, which pay by way of it; every company by default. */
  readonly companyId?: string
}

export interface ReadPlans {
  readonly plans: readonly PricePlan[]
  /** Greater than that of any plans that were read before, so that older ones never replace these. */
  readonly revision: bigint
}

type Db = Kysely<Database>

/**
 * Plans of companies for which, or above which, something is, was or will be in force. A company that is asked for and those
 * below it have a plan in any case: when the last assignment was withdrawn, it says that there is nothing. `db` is a
 * transaction: others wait with their reading until it ends.
 */
export async function readPlans(db: Db, { companyId }: PlansOptions = {}): Promise<ReadPlans> {
  // First of all: who reads later has the greater revision, and sees at least as much.
  const revision = await nextRevision(db)
  const parents = await readParents(db)
  const validities = Map.groupBy(await readValidities(db), (row) => row.companyId)
  const linkOf = (id: string): ChainLink => ({ companyId: id, validities: validities.get(id) ?? [] })
  const plans: PricePlan[] = []
  for (const id of parents.keys()) {
    const chain = chainOf(id, parents)
    const isWanted =
      companyId === undefined ? chain.some((each) => validities.has(each)) : chain.includes(companyId)
    if (isWanted) plans.push(pricePlanOf([linkOf(id), ...chain.slice(1).map(linkOf)]))
  }
  return { plans, revision }
}

/** The row stays locked until the transaction ends. Microseconds, so that records restored from a backup don't fall behind. */
async function nextRevision(db: Db): Promise<bigint> {
  const { last } = await db
    .updateTable('plan_revisions')
    .set({ last: sql`greatest(last + 1, (extract(epoch from clock_timestamp()) * 1000000)::bigint)` })
    .returning('last')
    .executeTakeFirstOrThrow()
  return BigInt(last)
}

/** From the company up to the one that depends on none. */
function chainOf(companyId: string, parents: ReadonlyMap<string, string | null>): readonly string[] {
  const chain = [companyId]
  let above = parents.get(companyId)
  while (above && chain.length < maxDepth) {
    chain.push(above)
    above = parents.get(above)
  }
  return chain
}

async function readParents(db: Db): Promise<ReadonlyMap<string, string | null>> {
  const rows = await db.selectFrom('companies').select(['id', 'parent_id']).orderBy('id').execute()
  return new Map(rows.map(({ id, parent_id }) => [id, parent_id]))
}

/** Everything that is, was or will be in force, of one company or of all. */
export async function readValidities(
  db: Db,
  companyId?: string,
): Promise<readonly (Validity & { readonly companyId: string; readonly assignmentId: string })[]> {
  const rows = await db
    .selectFrom('price_assignments as a')
    .innerJoin('price_list_versions as v', 'v.id', 'a.version_id')
    .select(['a.id', 'a.company_id', 'a.version_id', 'a.currency', 'a.valid_from', 'a.valid_to'])
    .select(['v.charge_on', 'v.prefix_lengths'])
    .$if(companyId !== undefined, (query) => query.where('a.company_id', '=', companyId ?? ''))
    .orderBy('a.company_id')
    .orderBy('a.valid_from')
    .execute()
  return rows.map((row) => ({
    companyId: row.company_id,
    assignmentId: row.id,
    fromMs: row.valid_from.getTime(),
    toMs: row.valid_to?.getTime() ?? null,
    versionId: row.version_id,
    currency: row.currency,
    onDelivery: onDelivery(row.charge_on),
    prefixLengths: row.prefix_lengths,
  }))
}

function onDelivery(chargeOn: unknown): readonly string[] {
  return Object.entries(chargeOnSchema.parse(chargeOn))
    .filter(([, moment]) => moment === 'delivered')
    .map(([channel]) => channel)
    .toSorted()
}

/** What was asked for one company, as one. */
export interface RerateRequest {
  /** Requests that it answers. */
  readonly ids: readonly string[]
  readonly companyId: string
  /** The earliest of them. */
  readonly fromMs: number
  /** No attempt at it wrote anything before. */
  readonly createdMs: number
}

/** Everything that is asked for the company that has waited longest: many changes of prices are one rating. */
export async function nextRequest(db: Db): Promise<RerateRequest | null> {
  const rows = await db
    .selectFrom('rerate_requests')
    .select(['id', 'company_id', 'rate_from', 'created_at'])
    .where('company_id', '=', (eb) =>
      eb.selectFrom('rerate_requests').select('company_id').orderBy('id').limit(1),
    )
    .execute()
  const [first] = rows
  if (!first) return null
  return {
    ids: rows.map(({ id }) => id),
    companyId: first.company_id,
    fromMs: Math.min(...rows.map(({ rate_from }) => rate_from.getTime())),
    createdMs: Math.min(...rows.map(({ created_at }) => created_at.getTime())),
  }
}

/** Only those that were read: one that was made meanwhile stays, whatever its number. */
export async function forgetRequest(db: Db, { ids }: RerateRequest): Promise<void> {
  await db.deleteFrom('rerate_requests').where('id', 'in', ids).execute()
}
