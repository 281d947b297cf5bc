import { randomUUID } from 'node:crypto'
import type { ImportError } from '../../contract/index.ts'
import { type Database, type Kysely, sql } from '../../records/index.ts'
import type { ImportsRow } from '../import-row.ts'
import type { ImportsDeps } from '../imports-deps.ts'
import { maxAttempts } from '../limits.ts'

/** An attempt at a check or an import. What it says counts only while `worker` names it in the records. */
export interface Attempt {
  readonly row: ImportsRow
  readonly worker: string
  readonly task: 'check' | 'import'
}

/** Begins an attempt at what a job asks for; whoever worked on it before is no longer heard. Null where there is nothing to do. */
export async function takeImport(
  { records, clock }: Pick<ImportsDeps, 'records' | 'clock'>,
  jobId: string,
): Promise<Attempt | null> {
  return await records.asSystem(async (db) => {
    const before = await db
      .selectFrom('imports')
      .where('job_id', '=', jobId)
      .selectAll()
      .forUpdate()
      .executeTakeFirst()
    if (!before) return null
    if (before.attempts >= maxAttempts) {
      await markFailed(db, before.id, { code: 'interrupted', row: null, nowMs: clock() })
      return null
    }
    const worker = randomUUID()
    const row = await db
      .updateTable('imports')
      .set((eb) => ({
        worker,
        attempts: eb('attempts', '+', 1),
        touched_at: sql<Date>`clock_timestamp()`,
      }))
      .where('id', '=', before.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    return { row, worker, task: row.state === 'checking' ? 'check' : 'import' }
  })
}

export interface ImportFailure {
  readonly code: ImportError
  /** Where the file stops being readable. */
  readonly row: number | null
  readonly nowMs: number
}

/** Ends it with why; the file stays, so that it can be started again. `worker`: only while that attempt is the one heard. */
export async function markFailed(
  db: Kysely<Database>,
  importId: string,
  { code, row, nowMs }: ImportFailure,
  worker?: string,
): Promise<void> {
  await db
    .updateTable('imports')
    .set({
      state: 'failed',
      job_id: null,
      worker: null,
      error_code: code,
      error_row: row,
      ended_at: new Date(nowMs),
      touched_at: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', importId)
    .where('job_id', 'is not', null)
    .$if(worker !== undefined, (q) => q.where('worker', '=', String(worker)))
    .execute()
}
