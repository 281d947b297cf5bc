import type { ReachableCompanies, ReachableCompaniesQuery } from '../../contract/index.ts'
import { roles } from '../../contract/index.ts'
import { type Records, sql } from '../../records/index.ts'
import { kindOf } from '../company-rows.ts'
import { roleRules } from '../permissions.ts'
import { companiesBelowAll, fitsSearch, smallLetters, taxNumber } from './company-search.ts'

/** Every company in which a person can act: the own ones first, then by name. */
export async function reachableCompanies(
  records: Records,
  userId: string,
  { search, limit }: ReachableCompaniesQuery,
): Promise<ReachableCompanies> {
  const reaching = roles.filter((role) => roleRules[role].below.length > 0)
  const viewing = roles.filter((role) => roleRules[role].below.includes('companies:view'))
  const { rows } = await sql<ReachableRow>`
    with own as (select company_id as id, role from memberships where user_id = ${userId}),
    below as ${companiesBelowAll(sql`select id, role from own where role = any(${reaching}::text[])`)}
    , reached as (
      select distinct on (id) id, is_own, role from (
        select id, true as is_own, role, 0 as depth from own
        union all select id, false, role, depth from below
      ) r order by id, depth
    )
    select c.id, c.name, c.parent_id, c.is_reseller, ${taxNumber} as tax_number, p.name as parent_name, r.is_own,
      not r.is_own and r.role = any(${viewing}::text[]) as may_view, count(*) over ()::integer as total
    from reached r join companies c on c.id = r.id
    left join companies p on p.id = c.parent_id
    left join company_details d on d.company_id = c.id and d.role = 'company'
    where ${fitsSearch(search)}
    order by r.is_own desc, ${smallLetters(sql`c.name`)}, c.id limit ${limit}`.execute(records.system)
  return {
    companies: rows.map((row) => ({
      id: row.id,
      name: row.name,
      kind: kindOf(row),
      tax_number: row.tax_number,
      // Whose customer the person's own company is says the company itself, on its documents.
      parent_name: row.is_own ? null : row.parent_name,
      is_own: row.is_own,
      may_view: row.may_view,
    })),
    total: rows[0]?.total ?? 0,
  }
}

interface ReachableRow {
  readonly id: string
  readonly name: string
  readonly parent_id: string | null
  readonly is_reseller: boolean
  readonly tax_number: string | null
  readonly parent_name: string | null
  readonly is_own: boolean
  readonly may_view: boolean
  readonly total: number
}
