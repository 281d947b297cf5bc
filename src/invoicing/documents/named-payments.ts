import { type Database, type Kysely, sql } from '../../records/index.ts'

/**
 * Money that came in under the number of a document, less what went back: rows of `invoice_id` and `micros`. The one place that
 * knows where it is on record.
 */
export const namedPayments = sql`(
  select invoice_id, amount_micros - refunded_micros - charged_back_micros as micros from payments where invoice_id is not null)`

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
