import type { LedgerDeps } from './ledger-records.ts'

/** What all passes together charged one payer. */
export interface PostedUsage {
  readonly payerId: string
  readonly currency: string
  readonly amountMicros: bigint
}

/** Usage of all passes by payer, what was set aside included: to be compared with the entries in the facts. */
export async function postedUsage({ records }: Pick<LedgerDeps, 'records'>): Promise<readonly PostedUsage[]> {
  const rows = await records.system
    .selectFrom('usage_postings')
    .select(['company_id', 'currency'])
    .select(({ fn }) => fn.sum<string>('amount_micros').as('amount_micros'))
    .groupBy(['company_id', 'currency'])
    .orderBy('company_id')
    .execute()
  return rows.map((row) => ({
    payerId: row.company_id,
    currency: row.currency,
    amountMicros: BigInt(row.amount_micros),
  }))
}
