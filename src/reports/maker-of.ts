import type { Principal } from '../companies/index.ts'
import { scopes as allScopes, type Scope } from '../contract/index.ts'
import type { ReportsDeps } from './reports-deps.ts'

/** On whose behalf a report is made: its company, with what its kind of report needs and no more. Null: it is gone. */
export async function makerOf(
  records: Pick<ReportsDeps['records'], 'system'>,
  companyId: string,
  scopes: readonly string[],
): Promise<Principal | null> {
  const company = await records.system
    .selectFrom('companies')
    .select(['id', 'name', 'time_zone', 'currency'])
    .where('id', '=', companyId)
    .executeTakeFirst()
  if (!company) return null
  const known = allScopes.filter((scope): scope is Scope => scopes.includes(scope))
  return { kind: 'key', companyId, company, scopes: known }
}
