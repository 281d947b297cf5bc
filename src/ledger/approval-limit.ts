import { type Database, type Kysely, sql } from '../records/index.ts'
import { lockSettings } from './account-settings.ts'

/** In this time the approval limit is what may be moved without a second person, in one entry or in many. */
const approvalWindowMs = 24 * 3_600_000

/** What other rooms moved for companies on one person's word since a moment, micro-units by company. */
export type AloneElsewhere = (
  db: Kysely<Database>,
  companyIds: readonly string[],
  since: Date,
) => Promise<ReadonlyMap<string, bigint>>

const nothingElsewhere: AloneElsewhere = () => Promise.resolve(new Map())

/**
 * Whether an amount, with all that stands on one person's word already, goes beyond the company's approval limit. The balance is
 * locked, so that two entries at once do not both take what is left.
 */
export async function needsSecondPerson(
  db: Kysely<Database>,
  asked: { readonly companyId: string; readonly amountMicros: bigint; readonly nowMs: number },
  aloneElsewhere?: AloneElsewhere,
): Promise<boolean> {
  const { companyId, amountMicros, nowMs } = asked
  await lockSettings(db, companyId)
  const left = (await approvalLeft(db, [companyId], nowMs, aloneElsewhere)).get(companyId)
  const magnitude = amountMicros < 0n ? -amountMicros : amountMicros
  return left !== undefined && magnitude > left
}

/**
 * What one person may still move for companies that have an approval limit, micro-units; below zero where the limit was lowered. Whoever
 * entered what stands alone counts: whether two keys, or a key and a person, are two people, nobody knows.
 */
export async function approvalLeft(
  db: Kysely<Database>,
  companyIds: readonly string[],
  nowMs: number,
  aloneElsewhere: AloneElsewhere = nothingElsewhere,
): Promise<ReadonlyMap<string, bigint>> {
  const since = new Date(nowMs - approvalWindowMs)
  const { rows } = await sql<{ company_id: string; left: string }>`
    select b.company_id, b.approval_limit_micros - coalesce(alone.micros, 0) as left
    from accounts b
    left join lateral (
      select sum(abs(amount_micros)) as micros from adjustments a
      where a.company_id = b.company_id and a.state = 'posted' and a.decided_by_user is null and a.created_at > ${since}::timestamptz
    ) alone on true
    where b.kind = 'balance' and b.approval_limit_micros is not null and b.company_id = any(${companyIds}::uuid[])`.execute(
    db,
  )
  if (rows.length === 0) return new Map()
  const elsewhere = await aloneElsewhere(
    db,
    rows.map(({ company_id }) => company_id),
    since,
  )
  return new Map(
    rows.map(({ company_id, left }) => [company_id, BigInt(left) - (elsewhere.get(company_id) ?? 0n)]),
  )
}
