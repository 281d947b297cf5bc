import { randomUUID } from 'node:crypto'
import { sql } from '../../records/index.ts'
import { enqueue } from '../create-report.ts'
import { maxAttempts } from '../limits.ts'
import type { ReportsDeps } from '../reports-deps.ts'
import { markInterrupted } from './end-report.ts'

/** A report that was just asked for is on its way to the queue. */
const quietSeconds = 10
const reportsAtOnce = 200

/**
 * Looks after reports that wait for a job which is not there: whoever asked for them died before it was queued, or the queue gave
 * it up. They are queued anew, and are errors once they were tried often enough.
 */
export async function recoverReports(
  deps: Pick<ReportsDeps, 'records' | 'queue' | 'clock' | 'onError'>,
): Promise<void> {
  const waiting = await deps.records.system
    .selectFrom('reports')
    .select(['id', 'company_id', 'job_id', 'attempts'])
    .where('state', '=', 'generating')
    .where('touched_at', '<', sql<Date>`now() - make_interval(secs => ${quietSeconds})`)
    .orderBy('touched_at')
    .limit(reportsAtOnce)
    .execute()
  if (waiting.length === 0) return
  const states = await deps.queue.statesOf(waiting.map((row) => row.job_id))
  for (const row of waiting) {
    const state = states.get(row.job_id)
    if (state === 'waiting' || state === 'active') continue
    if (row.attempts >= maxAttempts) {
      await markInterrupted(deps.records.system, row, deps.clock())
      continue
    }
    const jobId = randomUUID()
    const { numUpdatedRows } = await deps.records.system
      .updateTable('reports')
      .set({ job_id: jobId, touched_at: sql<Date>`clock_timestamp()` })
      .where('id', '=', row.id)
      .where('job_id', '=', row.job_id)
      .where('state', '=', 'generating')
      .executeTakeFirst()
    if (numUpdatedRows > 0n) await enqueue(deps, jobId, row.company_id)
  }
}
