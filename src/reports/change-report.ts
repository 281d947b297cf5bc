import { randomUUID } from 'node:crypto'
import type { Principal } from '../companies/index.ts'
import type { Report } from '../contract/index.ts'
import { type Failure, fail, ok, type Result } from '../core/index.ts'
import { sql } from '../records/index.ts'
import { enqueue } from './create-report.ts'
import { findReport } from './list-reports.ts'
import { noteReport } from './note-report.ts'
import { toApiReport } from './report-row.ts'
import type { ReportsDeps } from './reports-deps.ts'
import { removeFiles } from './storage/remove-files.ts'

/** Removes a report and its file; one that is being made is stopped. */
export async function deleteReport(
  deps: Pick<ReportsDeps, 'records' | 'queue' | 'storage' | 'clock' | 'onError'>,
  caller: Principal,
  id: string,
): Promise<Result<void, Failure<'not_found'>>> {
  const deleted = await deps.records.withCompany(caller.companyId, async (db) => {
    const found = await findReport(db, caller, id)
    if (!found.ok) return found
    await db.deleteFrom('reports').where('id', '=', id).execute()
    const { type, format } = found.value
    await noteReport(db, caller, found.value, {
      act: 'report.deleted',
      before: { type, format },
      after: null,
      nowMs: deps.clock(),
    })
    return found
  })
  if (!deleted.ok) return deleted
  const { job_id: jobId, file_key: fileKey, state } = deleted.value
  // Whoever makes it sees that it is gone; the rest is housekeeping, which is done again by itself.
  try {
    if (state === 'generating') await deps.queue.cancel(jobId)
  } catch (error) {
    deps.onError(error)
  }
  if (fileKey !== null) await removeFiles(deps, [fileKey])
  return ok(undefined)
}

/** Has it made again from the data of now. Of several that ask at once one is heard. */
export async function regenerateReport(
  deps: Pick<ReportsDeps, 'records' | 'queue' | 'clock' | 'onError'>,
  caller: Principal,
  id: string,
): Promise<Result<Report, Failure<'not_found' | 'report_generating'>>> {
  const jobId = randomUUID()
  const begun = await deps.records.withCompany(caller.companyId, async (db) => {
    const found = await findReport(db, caller, id)
    if (!found.ok) return found
    const row = await db
      .updateTable('reports')
      .set((eb) => ({
        state: 'generating',
        generation: eb('generation', '+', 1),
        job_id: jobId,
        attempts: 0,
        worker: null,
        percent: 0,
        row_count: 0,
        error_code: null,
        error_detail: null,
        kept_until: null,
        touched_at: sql<Date>`clock_timestamp()`,
      }))
      .where('id', '=', id)
      .where('state', '<>', 'generating')
      .returningAll()
      .executeTakeFirst()
    if (!row) return fail('report_generating', 'The report is being made already: wait for it.')
    await noteReport(db, caller, row, { act: 'report.regenerated', nowMs: deps.clock() })
    return ok(toApiReport(row))
  })
  if (begun.ok) await enqueue(deps, jobId, caller.companyId)
  return begun
}
