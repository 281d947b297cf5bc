import { type UsageNotPosted, type UsageObstacle, usageObstacles } from '../contract/index.ts'
import { toApiMoney, uuidV7 } from '../core/index.ts'
import { type Database, hashInput, type Kysely, sql } from '../records/index.ts'
import type { LedgerDeps } from './ledger-records.ts'

/** Usage that could not be posted: the company is set aside with an alert, and the others are posted. */
export interface UsageSetAside {
  readonly passId: string
  readonly companyId: string
  readonly currency: string
  readonly amountMicros: bigint
  readonly reason: UsageObstacle
}

export interface SetAside {
  /**
   * Usage that waits for its cause to be gone, the oldest pass first, at most a thousand. What comes to nothing for a
   * company in one currency, since later passes took it back, waits for nothing.
   */
  usageSetAside(): Promise<readonly UsageSetAside[]>
  /** Posts what can be posted by now, under the key of its pass: never twice. Says what still cannot. */
  postSetAside(): Promise<readonly UsageSetAside[]>
}

/** Postings of one look. */
const maxSetAside = 1_000

export function createSetAside({ records, clock }: LedgerDeps): SetAside {
  return {
    usageSetAside: () => readSetAside(records.system),

    async postSetAside() {
      for (const { passId, companyId, currency } of await readSetAside(records.system)) {
        const nowMs = clock()
        await sql`
          select post_set_aside(${passId}::uuid, ${companyId}::uuid, ${currency}, ${uuidV7(nowMs)}::uuid,
            ${new Date(nowMs)}::timestamptz, ${hashInput({ passId })})`.execute(records.system)
      }
      return await readSetAside(records.system)
    },
  }
}

/** Of one pass everything that it set aside; of all passes what is still to be posted. */
export async function readSetAside(db: Kysely<Database>, passId?: string): Promise<readonly UsageSetAside[]> {
  const ofPass = db
    .selectFrom('usage_postings as p')
    .select(['p.pass_id', 'p.company_id', 'p.currency', 'p.amount_micros', 'p.set_aside'])
    .where('p.set_aside', 'is not', null)
  const rows = await (passId === undefined
    ? ofPass
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('usage_postings as all')
              .select('all.company_id')
              .whereRef('all.company_id', '=', 'p.company_id')
              .whereRef('all.currency', '=', 'p.currency')
              .where('all.set_aside', 'is not', null)
              .groupBy('all.company_id')
              .having(({ fn }) => fn.sum('all.amount_micros'), '<>', 0),
          ),
        )
        .orderBy('p.pass_id')
        .limit(maxSetAside)
    : ofPass.where('p.pass_id', '=', passId)
  )
    .orderBy('p.company_id')
    .execute()
  return rows.map((row) => ({
    passId: row.pass_id,
    companyId: row.company_id,
    currency: row.currency,
    amountMicros: BigInt(row.amount_micros),
    reason: toReason(row.set_aside),
  }))
}

/** Those of the companies some of whose usage still waits to be posted. */
export async function companiesSetAside(
  db: Kysely<Database>,
  companyIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('usage_postings')
    .select('company_id')
    .where('company_id', 'in', companyIds)
    .where('set_aside', 'is not', null)
    .groupBy(['company_id', 'currency'])
    .having(({ fn }) => fn.sum('amount_micros'), '<>', 0)
    .execute()
  return new Set(rows.map(({ company_id }) => company_id))
}

/** Companies of one answer. */
const maxNotPosted = 100

/** What waits to be posted of the companies that a seller sells to, the longest first; each company and currency once. */
export async function usageNotPosted(
  db: Kysely<Database>,
  sellerId: string,
): Promise<readonly UsageNotPosted[]> {
  const { rows } = await sql<{
    company_id: string
    name: string
    currency: string
    micros: string
    reason: string
    since: Date
  }>`
    select p.company_id, c.name, p.currency, sum(p.amount_micros)::text as micros, min(p.set_aside) as reason, min(u.created_at) as since
    from usage_postings p join companies c on c.id = p.company_id join usage_passes u on u.id = p.pass_id
    where p.set_aside is not null and c.seller_id = ${sellerId}::uuid
    group by p.company_id, c.name, p.currency having sum(p.amount_micros) <> 0
    order by since, p.company_id, p.currency limit ${maxNotPosted}`.execute(db)
  return rows.map(({ company_id, name, currency, micros, reason, since }) => ({
    company_id,
    company_name: name,
    amount: toApiMoney({ amountMicros: BigInt(micros), currency }),
    reason: toReason(reason),
    since: since.toISOString(),
  }))
}

function toReason(text: string | null): UsageObstacle {
  const reason = usageObstacles.find((known) => known === text)
  if (reason) return reason
  throw new Error(`usage is set aside for the unknown reason ${text}`)
}
