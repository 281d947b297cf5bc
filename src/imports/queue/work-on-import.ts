import type { ImportError } from '../../contract/index.ts'
import { RecordsFailure, sql } from '../../records/index.ts'
import { BrokenFile } from '../file/read-csv.ts'
import type { ImportsDeps } from '../imports-deps.ts'
import { maxAttempts } from '../limits.ts'
import { finishImport, Superseded } from './note-progress.ts'
import { runOverFile } from './run-over-file.ts'
import { type Attempt, markFailed, takeImport } from './take-import.ts'

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

/** One attempt at a check or an import, from taking it to what came of it. Throws where the queue has to try again. */
export async function workOnImport(deps: ImportsDeps, jobId: string, signals: WorkSignals): Promise<void> {
  const attempt = await takeImport(deps, jobId)
  if (attempt === null) return
  try {
    // A check is made anew from the first row: what an attempt before it refused is not refused twice.
    if (attempt.task === 'check') await forgetRefusals(deps, attempt)
    await runOverFile(deps, attempt, AbortSignal.any([signals.lost, signals.stopping]))
    await finishImport(deps, attempt)
  } catch (error) {
    if (signals.stopping.aborted) return await giveBack(deps, attempt, { isCounted: false })
    if (error instanceof Superseded || signals.lost.aborted) return
    if (error instanceof BrokenFile) return await fail(deps, attempt, error.code, error.row)
    deps.onError(error)
    if (attempt.row.attempts < maxAttempts) return await giveBack(deps, attempt, { isCounted: true })
    const isSource =
      error instanceof RecordsFailure || (error instanceof Error && error.name === 'FactsError')
    await fail(deps, attempt, isSource ? 'source_unavailable' : 'internal', null)
  }
}

async function forgetRefusals({ records }: ImportsDeps, { row: { id } }: Attempt): Promise<void> {
  await records.asSystem((db) => db.deleteFrom('import_refusals').where('import_id', '=', id).execute())
}

async function fail(
  { records, clock }: ImportsDeps,
  { row: { id }, worker }: Attempt,
  code: ImportError,
  row: number | null,
): Promise<void> {
  await markFailed(records.system, id, { code, row, nowMs: clock() }, worker)
}

/** Leaves it to the next attempt, which goes on where this one stood. A server that stops takes no attempt away. */
async function giveBack(
  { records }: ImportsDeps,
  { row: { id }, worker }: Attempt,
  { isCounted }: { readonly isCounted: boolean },
): Promise<never> {
  await records.system
    .updateTable('imports')
    .set((eb) => ({
      worker: null,
      attempts: isCounted ? eb.ref('attempts') : sql<number>`greatest(attempts - 1, 0)`,
      touched_at: sql<Date>`clock_timestamp()`,
    }))
    .where('id', '=', id)
    .where('worker', '=', worker)
    .execute()
  throw new TryAgain(`the import ${id} is tried again`)
}
