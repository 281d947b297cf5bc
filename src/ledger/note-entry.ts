import { addAuditEntry, type Principal } from '../companies/index.ts'
import type { Adjustment, auditVerbs } from '../contract/index.ts'
import type { Database, Kysely } from '../records/index.ts'

/** Tells the audit log of what was entered, or decided about it: in the log of the company whose money it is. */
export async function noteEntry(
  db: Kysely<Database>,
  caller: Principal,
  act: `entry.${(typeof auditVerbs)['entry'][number]}`,
  { id, kind, amount, reason, reference, state, company_id, company_name }: Adjustment,
  nowMs: number,
): Promise<void> {
  const isNew = act === 'entry.entered'
  await addAuditEntry(db, caller, {
    act,
    companyId: company_id,
    subject: { id, name: company_name },
    before: isNew ? null : { state: 'waiting' },
    after: { kind, amount, reason, reference, state },
    nowMs,
  })
}
