import { sql } from '../../records/index.ts'
import { maxAttempts } from '../limits.ts'
import type { ReportsDeps } from '../reports-deps.ts'
import { removeFiles } from '../storage/remove-files.ts'
import { markError } from './end-report.ts'
import { type AttemptFault, faultOfError } from './fault-of.ts'
import { finishReport } from './finish-report.ts'
import { type Made, makeReport, Superseded } from './make-report.ts'
import { type Attempt, removeLater, takeReport } from './take-report.ts'

/** Thrown so that the queue tries the job again. */
class TryAgain extends Error {
  override readonly name = 'TryAgain'
}

export interface WorkSignals {
  /** The job is no longer this worker's. */
  readonly lost: AbortSignal
  /** The server stops. */
  readonly stopping: AbortSignal
}

/** One attempt at the report of a job, from taking it to what came of it. Throws where the queue has to try again. */
export async function workOnReport(deps: ReportsDeps, jobId: string, signals: WorkSignals): Promise<void> {
  const attempt = await takeReport(deps, jobId, deps.clock())
  if (attempt === null) return
  const signal = AbortSignal.any([signals.lost, signals.stopping])
  let made: Made
  try {
    made = await makeReport(deps, attempt, signal)
    if (made.ok && (await finishReport(deps, attempt, made.value))) return
  } catch (error) {
    if (signals.stopping.aborted) return await giveBack(deps, attempt, { isCounted: false })
    if (error instanceof Superseded || signals.lost.aborted) return await leaveNothing(deps, attempt)
    deps.onError(error)
    made = { ok: false, failure: faultOfError(error) }
  }
  await leaveNothing(deps, attempt)
  if (!made.ok) await noteFault(deps, attempt, made.failure)
}

async function noteFault(deps: ReportsDeps, attempt: Attempt, fault: AttemptFault): Promise<void> {
  if (fault.isWorthRetrying && attempt.report.attempts < maxAttempts)
    return await giveBack(deps, attempt, { isCounted: true })
  await markError(
    deps.records.system,
    attempt.report.id,
    { code: fault.code, detail: fault.detail, nowMs: deps.clock() },
    attempt.worker,
  )
}

/** Leaves the report to the next attempt. A server that stops takes none away from it. */
async function giveBack(
  { records }: Pick<ReportsDeps, 'records'>,
  { report, worker, fileKey }: Attempt,
  { isCounted }: { readonly isCounted: boolean },
): Promise<never> {
  await records.asSystem(async (db) => {
    await removeLater(db, report, fileKey)
    await db
      .updateTable('reports')
      .set((eb) => ({
        worker: null,
        attempts: isCounted ? eb.ref('attempts') : sql<number>`greatest(attempts - 1, 0)`,
        touched_at: sql<Date>`clock_timestamp()`,
      }))
      .where('id', '=', report.id)
      .where('worker', '=', worker)
      .execute()
  })
  throw new TryAgain(`the report ${report.id} is tried again`)
}

async function leaveNothing(
  deps: Pick<ReportsDeps, 'storage' | 'onError'>,
  { fileKey }: Attempt,
): Promise<void> {
  await removeFiles(deps, [fileKey])
}
