import { sql } from '../records/index.ts'
import type { ReportsDeps } from './reports-deps.ts'

/** A change shows only when its transaction ends: it is looked for again for so long. */
const windowSeconds = 15
const changesAtOnce = 2_000

/** Companies of which a report changed or was removed since the last look, in whatever process. The first look only remembers. */
export function watchReports({ records }: Pick<ReportsDeps, 'records'>): () => Promise<readonly string[]> {
  let known: ReadonlyMap<string, string> | null = null
  return async () => {
    const rows = [...(await touchedReports(records)), ...(await deletions(records))]
    const before = known
    known = new Map(rows.map(({ key, touched }) => [key, touched]))
    if (before === null) return []
    const changed = rows.filter(({ key, touched }) => before.get(key) !== touched)
    return [...new Set(changed.map((row) => row.company_id))]
  }
}

const windowStart = sql<Date>`now() - make_interval(secs => ${windowSeconds})`

async function touchedReports({ system }: Pick<ReportsDeps['records'], 'system'>) {
  return await system
    .selectFrom('reports')
    .select(['id as key', 'company_id', sql<string>`touched_at::text`.as('touched')])
    .where('touched_at', '>', windowStart)
    .orderBy('touched_at', 'desc')
    .limit(changesAtOnce)
    .execute()
}

/** When a report of a company was last removed; by the company, whose id is no report's. */
async function deletions({ system }: Pick<ReportsDeps['records'], 'system'>) {
  return await system
    .selectFrom('report_deletions')
    .select(['company_id as key', 'company_id', sql<string>`deleted_at::text`.as('touched')])
    .where('deleted_at', '>', windowStart)
    .orderBy('deleted_at', 'desc')
    .limit(changesAtOnce)
    .execute()
}
