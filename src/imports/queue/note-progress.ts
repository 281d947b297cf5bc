import type { ImportResult } from '../../contract/index.ts'
import { sql } from '../../records/index.ts'
import { packText } from '../file/file-parts.ts'
import type { ImportsDeps } from '../imports-deps.ts'
import type { Attempt } from './take-import.ts'

/** Thrown where the attempt is no longer the one that is heard: cancelled, removed, or taken over. */
export class Superseded extends Error {
  override readonly name = 'Superseded'
}

/** How far a run is, once all of it is on disk. */
export interface Reached {
  readonly row: number
  readonly percent: number
  readonly result: ImportResult
  /** Lines of rows that were refused since the last time, and the first row of that stretch. */
  readonly refused: { readonly firstRow: number; readonly text: string } | null
  readonly titles: readonly string[]
}

/** Keeps how far a run is, with the rows that it refused, in one transaction. @throws Superseded */
export async function noteProgress(
  { records }: Pick<ImportsDeps, 'records'>,
  { row: { id, company_id }, worker, task }: Attempt,
  { row, percent, result, refused, titles }: Reached,
): Promise<void> {
  const body = refused === null ? null : await packText(refused.text)
  await records.asSystem(async (db) => {
    const { numUpdatedRows } = await db
      .updateTable('imports')
      .set({
        ...(task === 'check'
          ? { checked: JSON.stringify(result) }
          : { imported: JSON.stringify(result), done_row: row }),
        titles: JSON.stringify(titles),
        percent,
        touched_at: sql<Date>`clock_timestamp()`,
      })
      .where('id', '=', id)
      .where('worker', '=', worker)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Superseded()
    if (refused === null || body === null) return
    await db
      .insertInto('import_refusals')
      .values({ import_id: id, company_id, first_row: refused.firstRow, body })
      .execute()
  })
}

/** Ends a run that came to the end of its file. An imported file is not kept. */
export async function finishImport(
  { records, clock }: Pick<ImportsDeps, 'records' | 'clock'>,
  { row: { id }, worker, task }: Attempt,
): Promise<void> {
  await records.asSystem(async (db) => {
    const { numUpdatedRows } = await db
      .updateTable('imports')
      .set({
        state: task === 'check' ? 'checked' : 'imported',
        job_id: null,
        worker: null,
        percent: 100,
        ended_at: new Date(clock()),
        touched_at: sql<Date>`clock_timestamp()`,
      })
      .where('id', '=', id)
      .where('worker', '=', worker)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Superseded()
    if (task === 'import') await db.deleteFrom('import_parts').where('import_id', '=', id).execute()
  })
}
