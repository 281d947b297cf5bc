import { type AuditedAct, addAuditEntry, type Principal } from '../../companies/index.ts'
import type { Database, Kysely } from '../../records/index.ts'

interface Noted {
  /** Of the document that was issued or made void. */
  readonly id: string
  readonly act: Extract<AuditedAct['act'], `invoice.${string}`>
  /** What else was said: the reason, the document that is corrected. */
  readonly said?: Readonly<Record<string, unknown>>
  readonly nowMs: number
}

/** Tells the audit log of a document, in the log of the company that it is for, in the transaction that issues or voids it. */
export async function noteDocument(
  db: Kysely<Database>,
  caller: Principal,
  { id, act, said = {}, nowMs }: Noted,
): Promise<void> {
  const { company_id: companyId, ...document } = await db
    .selectFrom('invoices')
    .select(['company_id', 'kind', 'series', 'number', 'currency', 'gross_micros'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const after = { ...document, ...said }
  await addAuditEntry(db, caller, { act, companyId, subject: { id, name: nameOf(document) }, after, nowMs })
}

function nameOf({ series, number }: { readonly series: string; readonly number: unknown }): string {
  return `${series} ${String(number)}`
}
