import { randomUUID } from 'node:crypto'
import { addAuditEntry, type Principal } from '../companies/index.ts'
import type { Import, ImportMapping, ImportState } from '../contract/index.ts'
import { type Failure, fail, ok, type Result } from '../core/index.ts'
import type { MappingProblem } from '../ingest/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'
import { type ImportsRow, kindOf, mappingOf, toApiImport } from './import-row.ts'
import type { ImportsDeps } from './imports-deps.ts'
import { findImport } from './list-imports.ts'

export type ImportTask = 'check' | 'import'
export type RunFailure = Failure<'not_found' | 'import_running' | 'import_ended' | 'invalid_mapping'>

const running: ReadonlySet<string> = new Set(['checking', 'importing'] satisfies ImportState[])
const ended: ReadonlySet<string> = new Set(['imported', 'cancelled'] satisfies ImportState[])

/**
 * Has a file checked, or imported, in the background by a mapping, which is kept. An import that failed goes on where it stood, as long
 * as its mapping is the same.
 */
export async function runImport(
  deps: Pick<ImportsDeps, 'records' | 'queue' | 'kinds' | 'clock' | 'onError'>,
  caller: Principal,
  id: string,
  task: ImportTask,
  asked?: ImportMapping,
): Promise<Result<Import, RunFailure>> {
  const jobId = randomUUID()
  const begun = await deps.records.withCompany(caller.companyId, async (db) => {
    const found = await findImport(db, id)
    if (!found.ok) return found
    const row = found.value
    if (running.has(row.state))
      return fail('import_running', 'The file is being worked on: wait, or cancel it.')
    if (ended.has(row.state))
      return fail('import_ended', 'The import has ended and its file is not kept: upload it again.')
    const before = mappingOf(row)
    const mapping = asked ?? before
    const problem = deps.kinds[kindOf(row.kind)].problemOf(mapping)
    if (problem !== null) return fail('invalid_mapping', sentenceOf(problem))
    const goesOn = task === 'import' && Number(row.done_row) > 0 && isSame(mapping, before)
    const started = await db
      .updateTable('imports')
      .set({
        state: task === 'check' ? 'checking' : 'importing',
        job_id: jobId,
        attempts: 0,
        worker: null,
        mapping: JSON.stringify(mapping),
        ...(task === 'check' ? { checked: null } : {}),
        ...(goesOn ? {} : { percent: 0, done_row: 0, imported: null }),
        error_code: null,
        error_row: null,
        started_at: new Date(deps.clock()),
        touched_at: sql<Date>`clock_timestamp()`,
      })
      .where('id', '=', id)
      .where('state', '=', row.state)
      .returningAll()
      .executeTakeFirst()
    if (!started) return fail('import_running', 'The file is being worked on: wait, or cancel it.')
    if (task === 'import') await note(db, caller, 'import.started', started, deps.clock())
    if (!goesOn) await db.deleteFrom('import_refusals').where('import_id', '=', id).execute()
    return ok(toApiImport(started, caller.company.time_zone))
  })
  if (begun.ok) await enqueue(deps, jobId, caller.companyId)
  return begun
}

function isSame(a: ImportMapping, b: ImportMapping): boolean {
  return JSON.stringify(a, sorted) === JSON.stringify(b, sorted)
}

function sorted(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([x], [y]) => (x < y ? -1 : 1)))
    : value
}

function sentenceOf({ code, field }: MappingProblem): string {
  switch (code) {
    case 'missing_field':
      return `Say which column is ${field}: no row can be taken without it.`
    case 'missing_date':
      return 'Say which column has a date: created_at, sent_at, delivered_at, read_at, clicked_at, status_at or receipt.'
    case 'unknown_field':
      return `There is no field ${field}, or it cannot be the same for all rows.`
    case 'unknown_meaning':
      return 'A word of the statuses is given a meaning that there is not.'
    case 'invalid_fixed':
      return `What is given for all rows as ${field} is no valid value of it.`
    case 'column_twice':
      return `The column of ${field} is that of another field too.`
  }
}

/** Whoever dies before this leaves it to `recoverImports`, and so does a queue that does not answer. */
export async function enqueue(
  { queue, onError }: Pick<ImportsDeps, 'queue' | 'onError'>,
  jobId: string,
  companyId: string,
): Promise<void> {
  try {
    await queue.add({ id: jobId, groupId: companyId })
  } catch (error) {
    onError(error)
  }
}

/**
 * Stops what is under way. A check that is cancelled leaves the file as it was uploaded; of an import what was taken in stays, and
 * its file goes.
 */
export async function cancelImport(
  deps: Pick<ImportsDeps, 'records' | 'queue' | 'clock' | 'onError'>,
  caller: Principal,
  id: string,
): Promise<Result<Import, Failure<'not_found' | 'import_ended'>>> {
  const { companyId, company } = caller
  const cancelled = await deps.records.withCompany(companyId, async (db) => {
    const found = await findImport(db, id)
    if (!found.ok) return found
    const { state } = found.value
    if (!running.has(state)) return fail('import_ended', 'Nothing is under way: the import has ended.')
    const isCheck = state === 'checking'
    const row = await db
      .updateTable('imports')
      .set({
        state: isCheck ? 'uploaded' : 'cancelled',
        job_id: null,
        worker: null,
        ...(isCheck ? { checked: null, percent: 0 } : { ended_at: new Date(deps.clock()) }),
        touched_at: sql<Date>`clock_timestamp()`,
      })
      .where('id', '=', id)
      .where('state', '=', state)
      .returningAll()
      .executeTakeFirst()
    if (!row) return fail('import_ended', 'It has just ended by itself.')
    if (!isCheck) {
      await db.deleteFrom('import_parts').where('import_id', '=', id).execute()
      await note(db, caller, 'import.cancelled', row, deps.clock())
    }
    return ok({ row, jobId: found.value.job_id })
  })
  if (!cancelled.ok) return cancelled
  await takeOff(deps, cancelled.value.jobId)
  return ok(toApiImport(cancelled.value.row, company.time_zone))
}

/** Removes an import with its file and its refused rows; events that were taken in stay. */
export async function removeImport(
  deps: Pick<ImportsDeps, 'records' | 'queue' | 'clock' | 'onError'>,
  caller: Principal,
  id: string,
): Promise<Result<void, Failure<'not_found'>>> {
  const removed = await deps.records.withCompany(caller.companyId, async (db) => {
    const found = await findImport(db, id)
    if (!found.ok) return found
    await db.deleteFrom('imports').where('id', '=', id).execute()
    await note(db, caller, 'import.removed', found.value, deps.clock())
    return found
  })
  if (!removed.ok) return removed
  await takeOff(deps, removed.value.job_id)
  return ok(undefined)
}

async function note(
  db: Kysely<Database>,
  caller: Principal,
  act: 'import.started' | 'import.cancelled' | 'import.removed',
  { id, name }: ImportsRow,
  nowMs: number,
): Promise<void> {
  await addAuditEntry(db, caller, { act, companyId: caller.companyId, subject: { id, name }, nowMs })
}

/** Whoever works on it sees in the records that it is no longer heard; the rest is housekeeping. */
async function takeOff({ queue, onError }: Pick<ImportsDeps, 'queue' | 'onError'>, jobId: string | null) {
  if (jobId === null) return
  try {
    await queue.cancel(jobId)
  } catch (error) {
    onError(error)
  }
}
