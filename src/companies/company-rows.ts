import type { Company, CompanyKind, Role } from '../contract/index.ts'
import { roles } from '../contract/index.ts'
import { fail } from '../core/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'
import { roleRules } from './permissions.ts'

export const companyColumns = [
  'companies.id',
  'companies.name',
  'companies.time_zone',
  'companies.currency',
] as const

/** A company with what somebody is there. */
export type MemberCompany = Company & {
  readonly kind: CompanyKind
  readonly role: Role
  /** Whose people have the role, where that is a company above. */
  readonly homeId?: string
}

const memberColumns = [...companyColumns, 'companies.parent_id', 'companies.is_reseller'] as const

/** Companies that a user belongs to, the oldest membership first. */
export async function companiesOfUser(
  db: Kysely<Database>,
  userId: string,
): Promise<readonly MemberCompany[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('companies', 'companies.id', 'memberships.company_id')
    .where('memberships.user_id', '=', userId)
    .select([...memberColumns, 'memberships.role'])
    .orderBy('memberships.created_at')
    .orderBy('companies.id')
    .execute()
  return rows.map(toMemberCompany)
}

/** Levels of companies below one that depends on no other, at most. */
export const maxDepth = 10

/**
 * A company that a user reaches from above: with the role in the nearest company above it that lets somebody in. Null where
 * there is none, or no such company.
 */
export async function companyBelow(
  db: Kysely<Database>,
  userId: string,
  companyId: string,
): Promise<MemberCompany | null> {
  const reaching = roles.filter((role) => roleRules[role].below.length > 0)
  const { rows } = await sql<MemberRow & { home_id: string }>`
    with recursive above as (
      select parent_id as id, 1 as distance from companies where id = ${companyId} and parent_id is not null
      union all
      select c.parent_id, a.distance + 1 from companies c join above a on c.id = a.id
      where c.parent_id is not null and a.distance < ${maxClimb}
    )
    select c.id, c.name, c.time_zone, c.currency, c.parent_id, c.is_reseller, m.role, a.id as home_id
    from above a join memberships m on m.company_id = a.id join companies c on c.id = ${companyId}
    where m.user_id = ${userId} and m.role = any(${reaching}::text[])
    order by a.distance limit 1`.execute(db)
  const [row] = rows
  return row ? { ...toMemberCompany(row), homeId: row.home_id } : null
}

/** Whether or not there is such a company: nobody learns of companies out of reach. */
export const noSuchCompany = fail('not_found', 'There is no such company within your reach.')

/** Companies that were there before the limit may lie deeper; a circle must end all the same. */
const maxClimb = 100

export function kindOf(row: {
  readonly parent_id: string | null
  readonly is_reseller: boolean
}): CompanyKind {
  if (row.parent_id === null) return 'provider'
  return row.is_reseller ? 'reseller' : 'customer'
}

type MemberRow = Company & { parent_id: string | null; is_reseller: boolean; role: string }

function toMemberCompany(row: MemberRow): MemberCompany {
  return Object.assign(toApiCompany(row), { kind: kindOf(row), role: toRole(row.role) })
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
