import { allow, type BilledCompany, type Principal } from '../companies/index.ts'
import { type Failure, ok, type Result } from '../core/index.ts'
import type { Records } from '../records/index.ts'

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
