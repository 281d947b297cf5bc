import { type AuditedAct, addAuditEntry, type Principal } from '../companies/index.ts'
import type { Database, Kysely } from '../records/index.ts'

interface ReportLike {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly format: string
}

interface Noted {
  readonly act: Extract<AuditedAct['act'], `report.${string}`>
  readonly before?: object | null
  readonly after?: object | null
  readonly nowMs: number
}

/** Tells the audit log of a report or a schedule of reports, in the transaction of the change. */
export async function noteReport(
  db: Kysely<Database>,
  caller: Principal,
  { id, name, type, format }: ReportLike,
  { act, before = null, after = { type, format }, nowMs }: Noted,
): Promise<void> {
  const { companyId } = caller
  await addAuditEntry(db, caller, {
    act,
    companyId,
    subject: { id, name },
    before: before && { ...before },
    after: after && { ...after },
    nowMs,
  })
}
