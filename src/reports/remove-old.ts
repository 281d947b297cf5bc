import type { ReportsDeps } from './reports-deps.ts'
import { removeFiles, workOffRemovals } from './storage/remove-files.ts'

const reportsAtOnce = 500

/** Removes reports that were kept long enough, with their files, and what is left of files that nothing names. */
export async function removeOldReports(
  deps: Pick<ReportsDeps, 'records' | 'storage' | 'clock' | 'onError'>,
): Promise<void> {
  for (;;) {
    const removed = await deps.records.system
      .deleteFrom('reports')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('reports')
          .select('id')
          .where('kept_until', '<', new Date(deps.clock()))
          .orderBy('kept_until')
          .limit(reportsAtOnce),
      )
      .returning('file_key')
      .execute()
    await removeFiles(
      deps,
      removed.flatMap(({ file_key: key }) => (key === null ? [] : [key])),
    )
    if (removed.length < reportsAtOnce) break
  }
  await workOffRemovals(deps)
}
