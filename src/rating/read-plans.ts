import { chargeOnSchema } from '../contract/index.ts'
import type { PricePlan } from '../facts/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'
import { type ChainLink, pricePlanOf, type Validity } from './price-plan.ts'

/** Companies above one another; a longer chain would be a circle. */
const maxDepth = 100

/** A company that has, or had, a price list; and the companies that depend on it, which pay by way of it. */
export interface PlansOptions {
  /** This company and all below it; every company by default. */
  readonly companyId?: string
}

type Db = Kysely<Database>

/**
 * Plans of companies for which something is, was or will be in force. The company that is asked for has a plan in any
 * case: when its last assignment was withdrawn, the plan says that there is nothing.
 */
export async function readPlans(db: Db, { companyId }: PlansOptions = {}): Promise<readonly PricePlan[]> {
  const parents = await readParents(db)
  const validities = Map.groupBy(await readValidities(db), (row) => row.companyId)
  const plans: PricePlan[] = []
  for (const id of parents.keys()) {
    const chain = chainOf(id, parents)
    if (companyId !== undefined && !chain.includes(companyId)) continue
    if (!validities.has(id) && id !== companyId) continue
    const linkOf = (each: string): ChainLink => ({ companyId: each, validities: validities.get(each) ?? [] })
    plans.push(pricePlanOf([linkOf(id), ...chain.slice(1).map(linkOf)]))
  }
  return plans
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

export interface RerateRequest {
  readonly id: string
  readonly companyId: string
  readonly fromMs: number
  /** No attempt at it wrote anything before. */
  readonly createdMs: number
}

/** The oldest request that is not done. */
export async function nextRequest(db: Db): Promise<RerateRequest | null> {
  const row = await db
    .selectFrom('rerate_requests')
    .select(['id', 'company_id', 'rate_from', 'created_at'])
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    companyId: row.company_id,
    fromMs: row.rate_from.getTime(),
    createdMs: row.created_at.getTime(),
  }
}

export async function forgetRequest(db: Db, { id }: RerateRequest): Promise<void> {
  await sql`delete from rerate_requests where id = ${id}`.execute(db)
}
