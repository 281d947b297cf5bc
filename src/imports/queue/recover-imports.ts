import { randomUUID } from 'node:crypto'
import { sql } from '../../records/index.ts'
import { enqueue } from '../change-import.ts'
import type { ImportsDeps } from '../imports-deps.ts'
import { maxAttempts } from '../limits.ts'
import { markFailed } from './take-import.ts'

/** One that was just asked for is on its way to the queue. */
const quietSeconds = 10
const importsAtOnce = 200

/** Looks after what waits for a job that is not there: whoever asked for it died before it was queued, or the queue gave it up. */
export async function recoverImports(
  deps: Pick<ImportsDeps, 'records' | 'queue' | 'clock' | 'onError'>,
): Promise<void> {
  const waiting = await deps.records.system
    .selectFrom('imports')
    .select(['id', 'company_id', 'job_id', 'attempts'])
    .where('job_id', 'is not', null)
    .where('touched_at', '<', sql<Date>`now() - make_interval(secs => ${quietSeconds})`)
    .orderBy('touched_at')
    .limit(importsAtOnce)
    .execute()
  const jobs = waiting.flatMap(({ job_id: jobId }) => jobId ?? [])
  if (jobs.length === 0) return
  const states = await deps.queue.statesOf(jobs)
  for (const row of waiting) {
    const state = states.get(row.job_id ?? '')
    if (state === 'waiting' || state === 'active') continue
    if (row.attempts >= maxAttempts) {
      await markFailed(deps.records.system, row.id, {
        code: 'interrupted',
        row: null,
        nowMs: deps.clock(),
      })
      continue
    }
    const jobId = randomUUID()
    const { numUpdatedRows } = await deps.records.system
      .updateTable('imports')
      .set({ job_id: jobId, worker: null, touched_at: sql<Date>`clock_timestamp()` })
      .where('id', '=', row.id)
      .where('job_id', '=', row.job_id)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) await enqueue(deps, jobId, row.company_id)
  }
}
