import { type Database, type Kysely, sql } from '../records/index.ts'

/** A balance that has come down to the threshold of its company, or below it. */
export interface LowBalance {
  readonly companyId: string
  readonly currency: string
  readonly balanceMicros: bigint
  readonly thresholdMicros: bigint
}

/** Of one call, and so of one transaction. */
export const lowBalancesAtOnce = 500

/**
 * Balances that are low now and were not when it was asked before: each crossing once, whichever process asks and however
 * often. That they are taken is on record with the transaction; a balance above its threshold again, or without one, is
 * forgotten. One that goes up and down between two questions is one crossing. `db` is a transaction of the system.
 */
export async function takeLowBalances(db: Kysely<Database>, nowMs: number): Promise<readonly LowBalance[]> {
  const { rows } = await sql<{
    company_id: string
    currency: string
    balance_micros: string
    low_balance_threshold_micros: string
  }>`
    with above as (
      delete from low_balances_told t using accounts a
      where a.company_id = t.company_id and a.kind = 'balance'
        and (a.low_balance_threshold_micros is null or a.balance_micros > a.low_balance_threshold_micros)),
    low as (
      select a.company_id, a.currency, a.balance_micros, a.low_balance_threshold_micros from accounts a
      where a.kind = 'balance' and a.low_balance_threshold_micros is not null
        and a.balance_micros <= a.low_balance_threshold_micros
        and not exists (select from low_balances_told t where t.company_id = a.company_id)
      order by a.company_id limit ${lowBalancesAtOnce}),
    told as (
      insert into low_balances_told (company_id, told_at)
      select company_id, ${new Date(nowMs)}::timestamptz from low
      on conflict do nothing returning company_id)
    select low.* from low join told on told.company_id = low.company_id order by low.company_id`.execute(db)
  return rows.map((row) => ({
    companyId: row.company_id,
    currency: row.currency,
    balanceMicros: BigInt(row.balance_micros),
    thresholdMicros: BigInt(row.low_balance_threshold_micros),
  }))
}
