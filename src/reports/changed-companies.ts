import { sql } from '../records/index.ts'
import type { ReportsDeps } from './reports-deps.ts'

/** A change shows only when its transaction ends: it is looked for again for so long. */
const windowSeconds = 15
const changesAtOnce = 2_000

/** Companies of which a report changed since the last look, in whatever process. The first look only remembers. */
export function watchReports({ records }: Pick<ReportsDeps, 'records'>): () => Promise<readonly string[]> {
  let known: ReadonlyMap<string, string> | null = null
  return async () => {
    const rows = await records.system
      .selectFrom('reports')
      .select(['id', 'company_id', sql<string>`touched_at::text`.as('touched')])
      .where('touched_at', '>', sql<Date>`now() - make_interval(secs => ${windowSeconds})`)
      .orderBy('touched_at', 'desc')
      .limit(changesAtOnce)
      .execute()
    const before = known
    known = new Map(rows.map(({ id, touched }) => [id, touched]))
    if (before === null) return []
    const changed = rows.filter(({ id, touched }) => before.get(id) !== touched)
    return [...new Set(changed.map((row) => row.company_id))]
  }
}
