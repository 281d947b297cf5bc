import { allow, type BilledCompany, type Principal } from '../companies/index.ts'
import { type Failure, ok, type Result } from '../core/index.ts'
import { type Records, sql } from '../records/index.ts'

/** Companies of one answer. */
const maxCompanies = 10_000

/** The caller's company where it depends on none, and those that depend on it. */
export async function listPricedCompanies(
  records: Records,
  caller: Principal,
): Promise<Result<readonly BilledCompany[], Failure<'forbidden'>>> {
  const allowed = allow(caller, 'billing:manage')
  return allowed.ok ? ok(await companiesOfSeller(records, caller.companyId)) : allowed
}

/** A company's own transaction does not see the companies that depend on it: their seller is the condition here. */
export async function companiesOfSeller(
  records: Records,
  sellerId: string,
): Promise<readonly BilledCompany[]> {
  return await records.asSystem((db) =>
    db
      .selectFrom('companies')
      .select(['id', 'name', 'time_zone', 'currency'])
      .where('seller_id', '=', sellerId)
      .orderBy('name')
      .orderBy('id')
      .limit(maxCompanies)
      .execute(),
  )
}

/** Companies below one, of all levels. */
const maxCompaniesBelow = 100_000

/** Everybody that depends on a company, directly or by way of others. */
export async function companiesBelow(records: Records, companyId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive below as (
      select id from companies where parent_id = ${companyId}
      union
      select c.id from companies c join below on c.parent_id = below.id
    )
    select id from below order by id limit ${maxCompaniesBelow}`.execute(records.system)
  return rows.map(({ id }) => id)
}
