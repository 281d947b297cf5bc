import type { Company } from '../contract/index.ts'
import type { ReportsDeps } from './reports-deps.ts'

/** Companies that buy from this one now, by name. */
export async function customersOf(
  records: Pick<ReportsDeps['records'], 'system'>,
  companyId: string,
): Promise<readonly Company[]> {
  return await records.system
    .selectFrom('companies')
    .select(['id', 'name', 'time_zone', 'currency'])
    .where('parent_id', '=', companyId)
    .orderBy('name')
    .orderBy('id')
    .execute()
}
