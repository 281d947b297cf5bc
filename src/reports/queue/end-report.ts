import type { ReportErrorCode } from '../../contract/index.ts'
import { dayMs } from '../../core/index.ts'
import { type Database, type Kysely, sql } from '../../records/index.ts'
import { retentionDays } from '../limits.ts'

export interface ReportFault {
  readonly code: ReportErrorCode
  readonly detail: string
  readonly nowMs: number
}

export function keptUntil(nowMs: number): Date {
  return new Date(nowMs + retentionDays * dayMs)
}

/** Ends a report with why it could not be made; a file of before stays. `worker`: only while that attempt is the one heard. */
export async function markError(
  db: Kysely<Database>,
  reportId: string,
  fault: ReportFault,
  worker?: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('reports')
    .set({
      state: 'error',
      worker: null,
      error_code: fault.code,
      error_detail: fault.detail.slice(0, 1_000),
      kept_until: keptUntil(fault.nowMs),
      touched_at: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', reportId)
    .where('state', '=', 'generating')
    .$if(worker !== undefined, (q) => q.where('worker', '=', String(worker)))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ends a report whose attempts were all cut short. */
export async function markInterrupted(
  db: Kysely<Database>,
  { id, attempts }: { readonly id: string; readonly attempts: number },
  nowMs: number,
): Promise<void> {
  await markError(db, id, {
    code: 'interrupted',
    detail: `The server stopped in the middle of it ${attempts} times: make the report again.`,
    nowMs,
  })
}
