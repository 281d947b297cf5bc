import { sql } from '../../records/index.ts'
import type { ReportsDeps } from '../reports-deps.ts'

/** Removes files at once; what cannot be removed now is removed later, by what the records say. */
export async function removeFiles(
  { storage, onError }: Pick<ReportsDeps, 'storage' | 'onError'>,
  keys: readonly string[],
): Promise<void> {
  for (const key of keys) {
    try {
      const removed = await storage.remove(key)
      if (!removed.ok) onError(new Error(removed.failure.detail))
    } catch (error) {
      onError(error)
    }
  }
}

/** An entry is worked off when it is so old that nobody writes to its file any more. */
const graceHours = 1
const removalsAtOnce = 500

/** Works off what the records say has to be removed; what fails stays there. */
export async function workOffRemovals({
  records,
  storage,
  onError,
}: Pick<ReportsDeps, 'records' | 'storage' | 'onError'>): Promise<void> {
  const due = await records.system
    .selectFrom('report_file_removals')
    .select(['id', 'file_key'])
    .where('added_at', '<', sql<Date>`now() - make_interval(hours => ${graceHours})`)
    .orderBy('added_at')
    .limit(removalsAtOnce)
    .execute()
  for (const { id, file_key: key } of due) {
    const removed = await storage.remove(key)
    if (removed.ok) await records.system.deleteFrom('report_file_removals').where('id', '=', id).execute()
    else onError(new Error(removed.failure.detail))
  }
}
