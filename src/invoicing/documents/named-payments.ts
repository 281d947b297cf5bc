import { type Database, type Kysely, sql } from '../../records/index.ts'

/**
 * Money that came in under the number of a document: rows of `invoice_id` and `micros`. The one place that knows where it is on
 * record; until money is matched to documents there is none.
 */
export const namedPayments = sql`(select null::uuid as invoice_id, 0::bigint as micros where false)`

/** What payments that name these documents come to, less what was taken back; documents without any are not in it. */
export async function paidOf(
  db: Kysely<Database>,
  invoiceIds: readonly string[],
): Promise<ReadonlyMap<string, bigint>> {
  const { rows } = await sql<{ invoice_id: string; micros: string }>`
    select invoice_id, sum(micros) as micros from ${namedPayments} named
    where invoice_id = any(${[...invoiceIds]}::uuid[]) group by invoice_id`.execute(db)
  return new Map(rows.map(({ invoice_id, micros }) => [invoice_id, BigInt(micros)]))
}
