import { sql } from '../records/index.ts'
import type { LedgerDeps } from './ledger-records.ts'

/** What all passes together charged one payer. */
export interface PostedUsage {
  readonly payerId: string
  readonly currency: string
  readonly amountMicros: bigint
}

/**
 * Usage of all passes by payer, what was set aside included: to be compared with the entries in the facts. The balances of
 * the counter accounts of usage say it, a row for each company; `verifyBalances` proves these.
 */
export async function postedUsage({ records }: Pick<LedgerDeps, 'records'>): Promise<readonly PostedUsage[]> {
  const { rows } = await sql<{ company_id: string; currency: string; amount_micros: string }>`
    select company_id, currency, sum(amount_micros) as amount_micros from (
      select company_id, currency, balance_micros::numeric as amount_micros from accounts where kind = 'usage' and entry_count > 0
      union all
      select company_id, currency, amount_micros from usage_postings where set_aside is not null) posted
    group by company_id, currency order by company_id, currency`.execute(records.system)
  return rows.map((row) => ({
    payerId: row.company_id,
    currency: row.currency,
    amountMicros: BigInt(row.amount_micros),
  }))
}
