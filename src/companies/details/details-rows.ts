import {
  type CompanyDetails,
  companyDetailsSchema,
  type DetailsRole,
  emptyDetails,
  type StoredDetails,
} from '../../contract/index.ts'
import type { Database, Kysely } from '../../records/index.ts'

/** What is on record for a company in a role; empty details of version 0 where nothing is. */
export async function readDetails(
  db: Kysely<Database>,
  companyId: string,
  role: DetailsRole,
): Promise<StoredDetails> {
  const row = await db
    .selectFrom('company_details')
    .select(['version', 'details', 'updated_at', 'updated_by'])
    .where('company_id', '=', companyId)
    .where('role', '=', role)
    .executeTakeFirst()
  if (!row) return { ...emptyDetails, version: 0, updated_at: null, updated_by: null }
  const { version, updated_at, updated_by } = row
  // Fields that were added since it was written are there too.
  const details = companyDetailsSchema.parse(row.details)
  return { ...details, version, updated_at: updated_at.toISOString(), updated_by }
}

export interface DetailsChange {
  readonly companyId: string
  readonly role: DetailsRole
  readonly before: StoredDetails
  readonly after: CompanyDetails
  readonly nowMs: number
  readonly changedBy: string | null
  readonly changedByUser: string | null
}

/** Writes the change with its line in the log. False when `before` is no longer what is on record: then nothing is written. */
export async function writeDetails(db: Kysely<Database>, change: DetailsChange): Promise<boolean> {
  const { companyId: company_id, role, before, nowMs } = change
  const version = before.version + 1
  const after = JSON.stringify(change.after)
  const changed = { version, details: after, updated_at: new Date(nowMs), updated_by: change.changedBy }
  const written =
    before.version === 0
      ? await db
          .insertInto('company_details')
          .values({ company_id, role, ...changed })
          .onConflict((conflict) => conflict.doNothing())
          .returning('version')
          .executeTakeFirst()
      : await db
          .updateTable('company_details')
          .set(changed)
          .where('company_id', '=', company_id)
          .where('role', '=', role)
          .where('version', '=', before.version)
          .returning('version')
          .executeTakeFirst()
  if (!written) return false
  await db
    .insertInto('company_details_changes')
    .values({
      company_id,
      role,
      version,
      changed_at: new Date(nowMs),
      changed_by: change.changedBy,
      changed_by_user: change.changedByUser,
      before: before.version === 0 ? null : JSON.stringify(detailsOf(before)),
      after,
    })
    .execute()
  return true
}

/** The details alone, without what is known of their last change. */
export function detailsOf(stored: StoredDetails): CompanyDetails {
  const { version: _version, updated_at: _at, updated_by: _by, ...details } = stored
  return details
}
