import { addAuditEntry, type Principal } from '../companies/index.ts'
import type { auditVerbs } from '../contract/index.ts'
import type { Database, Kysely } from '../records/index.ts'

interface PriceChange {
  readonly act: `price_list.${(typeof auditVerbs)['price_list'][number]}`
  readonly listId: string
  /** Where the list is gone already. */
  readonly listName?: string
  readonly before?: Readonly<Record<string, unknown>> | null
  readonly after?: Readonly<Record<string, unknown>> | null
  readonly nowMs: number
}

/** Tells the seller's audit log of what was done to a price list, by the name that the list has now. */
export async function notePriceChange(
  db: Kysely<Database>,
  caller: Principal,
  { act, listId, listName, before = null, after = null, nowMs }: PriceChange,
): Promise<void> {
  const list = await db.selectFrom('price_lists').select('name').where('id', '=', listId).executeTakeFirst()
  await addAuditEntry(db, caller, {
    act,
    companyId: caller.companyId,
    subject: { id: listId, name: list?.name ?? listName ?? null },
    before,
    after,
    nowMs,
  })
}
