import type { auditVerbs } from '../contract/index.ts'
import type { Database, Kysely } from '../records/index.ts'
import { addAuditEntry } from './audit/add-audit-entry.ts'
import type { ConnectionRow } from './connection-rows.ts'
import type { Principal } from './principal.ts'

interface ConnectionChange {
  readonly act: `connection.${(typeof auditVerbs)['connection'][number]}`
  readonly before: ConnectionRow | null
  readonly after: ConnectionRow | null
}

/** Settings are secrets, so that they changed is all that the log tells of them. */
export async function noteConnectionChange(
  db: Kysely<Database>,
  caller: Principal,
  nowMs: number,
  { act, before, after }: ConnectionChange,
): Promise<void> {
  await addAuditEntry(db, caller, {
    act,
    companyId: caller.companyId,
    subject: after ?? before ?? {},
    before: before && audited(before),
    after: after && audited(after),
    nowMs,
  })
}

function audited({ provider, name, paused, previous_secrets_until }: ConnectionRow) {
  return { provider, name, paused, settings_before_valid_until: previous_secrets_until }
}
