import { type Database, type Kysely, sql } from '../records/index.ts'

/**
 * Asks again for what was rated anew within the last ten minutes. Facts are not synced to the disk as they are written: after
 * a power cut the request may be done and the rows what they were before. Done twice it changes nothing.
 */
export async function reopenRerates(db: Kysely<Database>): Promise<void> {
  await sql`
    with recent as (
      delete from finished_rerates where finished_at > now() - interval '10 minutes'
      returning seller_id, company_id, rate_from, created_at)
    insert into rerate_requests (seller_id, company_id, rate_from, created_at)
    select seller_id, company_id, min(rate_from), min(created_at) from recent r
    where exists (select from companies c where c.id = r.company_id)
      and exists (select from companies c where c.id = r.seller_id)
    group by seller_id, company_id`.execute(db)
}
