import { sql } from '../records/index.ts'
import type { ReportsDeps } from './reports-deps.ts'

/** Removes a company's reports that hold numbers and addresses in full, finished or under way, with their files. */
export async function removePersonalReports(
  { records }: Pick<ReportsDeps, 'records'>,
  companyId: string,
): Promise<void> {
  // Files go by the trigger on the table, which notes them for the next removal.
  await records.withCompany(companyId, (db) =>
    db.deleteFrom('reports').where(sql<boolean>`'personal_data:read' = any(scopes)`).execute(),
  )
}
