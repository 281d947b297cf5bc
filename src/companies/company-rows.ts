import type { Company, Role } from '../contract/index.ts'
import { roles } from '../contract/index.ts'
import type { Database, Kysely } from '../records/index.ts'

export const companyColumns = [
  'companies.id',
  'companies.name',
  'companies.time_zone',
  'companies.currency',
] as const

export type MemberCompany = Company & { readonly role: Role }

/** Companies that a user belongs to, the oldest membership first. */
export async function companiesOfUser(
  db: Kysely<Database>,
  userId: string,
): Promise<readonly MemberCompany[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('companies', 'companies.id', 'memberships.company_id')
    .where('memberships.user_id', '=', userId)
    .select([...companyColumns, 'memberships.role'])
    .orderBy('memberships.created_at')
    .orderBy('companies.id')
    .execute()
  return rows.map((row) => Object.assign(toApiCompany(row), { role: toRole(row.role) }))
}

/**
 * Whoever adds what a company may have only so many of holds this until the end of the transaction: two who count at once
 * would both find room for the last one.
 */
export async function lockCompany(db: Kysely<Database>, companyId: string): Promise<void> {
  await db.selectFrom('companies').select('id').where('id', '=', companyId).forNoKeyUpdate().execute()
}

export function toApiCompany(row: Company): Company {
  return { id: row.id, name: row.name, time_zone: row.time_zone, currency: row.currency }
}

/** A role this program does not know (written by a newer one) may only look. */
function toRole(text: string): Role {
  return roles.find((role) => role === text) ?? 'read_only'
}
