import type { AuditAct } from '../../contract/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import type { Client } from '../sign-in-limit.ts'
import { addAuditEntry } from './add-audit-entry.ts'
import type { AuditValues } from './audit-values.ts'

interface PersonalAct {
  readonly act: AuditAct
  readonly userId: string
  /** False where somebody says to be this person and did not prove it. */
  readonly isProven: boolean
  readonly client: Client
  readonly after?: AuditValues
  readonly nowMs: number
}

/** A person may belong to many companies; more are not told. */
const maxCompanies = 100

/**
 * What concerns a person rather than one company, such as signing in, stands in the log of every company that the person belongs
 * to: each of them is what the person can get at.
 */
export async function noteOfPerson(
  db: Kysely<Database>,
  { act, userId, isProven, client, after, nowMs }: PersonalAct,
): Promise<void> {
  const memberships = await db
    .selectFrom('memberships')
    .innerJoin('identity.users', 'identity.users.id', 'memberships.user_id')
    .where('user_id', '=', userId)
    .select(['company_id', 'identity.users.name', 'identity.users.email'])
    .orderBy('company_id')
    .limit(maxCompanies)
    .execute()
  for (const { company_id: companyId, name, email } of memberships)
    await addAuditEntry(
      db,
      isProven ? { kind: 'user', companyId, userId, client } : { kind: 'stranger', client },
      {
        act,
        companyId,
        subject: { id: userId, name: `${name} <${email}>` },
        ...(after === undefined ? {} : { after }),
        nowMs,
      },
    )
}
