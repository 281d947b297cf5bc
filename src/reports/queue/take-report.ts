import { randomUUID } from 'node:crypto'
import { type Database, type Kysely, sql } from '../../records/index.ts'
import { maxAttempts } from '../limits.ts'
import type { ReportsRow } from '../report-columns.ts'
import type { ReportsDeps } from '../reports-deps.ts'
import { markInterrupted } from './end-report.ts'

/** An attempt at a report. What it writes counts only while `worker` names it in the records. */
export interface Attempt {
  readonly report: ReportsRow
  readonly worker: string
  readonly fileKey: string
}

/**
 * Begins an attempt at the report of a job; whoever made it before is no longer heard. Null where there is nothing to do: it is
 * made, made again under another job, deleted, or was tried so often that it is an error now.
 */
export async function takeReport(
  { records }: Pick<ReportsDeps, 'records'>,
  jobId: string,
  nowMs: number,
): Promise<Attempt | null> {
  return await records.asSystem(async (db) => {
    const before = await db
      .selectFrom('reports')
      .where('job_id', '=', jobId)
      .where('state', '=', 'generating')
      .selectAll()
      .forUpdate()
      .executeTakeFirst()
    if (!before) return null
    if (before.worker !== null) await removeLater(db, before, fileKeyOf(before, before.worker))
    if (before.attempts >= maxAttempts) {
      await markInterrupted(db, before, nowMs)
      return null
    }
    const worker = randomUUID()
    const report = await db
      .updateTable('reports')
      .set((eb) => ({
        worker,
        attempts: eb('attempts', '+', 1),
        percent: 0,
        row_count: 0,
        touched_at: sql<Date>`clock_timestamp()`,
      }))
      .where('id', '=', before.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    return { report, worker, fileKey: fileKeyOf(report, worker) }
  })
}

/** As `report_file_of` in the records has it. */
function fileKeyOf({ company_id, id, format }: ReportsRow, worker: string): string {
  return `${company_id}/${id}-${worker}.${format}`
}

export async function removeLater(
  db: Kysely<Database>,
  { company_id }: Pick<ReportsRow, 'company_id'>,
  fileKey: string,
): Promise<void> {
  await db.insertInto('report_file_removals').values({ company_id, file_key: fileKey }).execute()
}
