import { type RawBuilder, sql } from '../records/index.ts'
import type { ImportsDeps } from './imports-deps.ts'
import { fileKeptDays, importKeptDays, refusalsKeptDays } from './limits.ts'

/** An upload that says nothing for so long was cut off. */
const uploadQuietHours = 2
const rowsAtOnce = 100

const daysAgo = (days: number): RawBuilder<Date> => sql<Date>`now() - make_interval(days => ${days})`

/** Removes what was kept long enough: files that nobody imported, rows that were refused, old history. */
export async function removeOldImports({ records }: Pick<ImportsDeps, 'records'>): Promise<void> {
  const db = records.system
  const gone = await db
    .selectFrom('imports')
    .select('id')
    .where((eb) =>
      eb.or([
        eb.and([
          eb('state', '=', 'uploading'),
          eb('created_at', '<', sql<Date>`now() - make_interval(hours => ${uploadQuietHours})`),
        ]),
        eb.and([
          eb('state', 'in', ['uploaded', 'checked', 'failed']),
          eb('touched_at', '<', daysAgo(fileKeptDays)),
        ]),
        eb('touched_at', '<', daysAgo(importKeptDays)),
      ]),
    )
    .limit(rowsAtOnce)
    .execute()
  for (const { id } of gone) await db.deleteFrom('imports').where('id', '=', id).execute()
  await db
    .deleteFrom('import_refusals')
    .where('import_id', 'in', (eb) =>
      eb
        .selectFrom('imports')
        .select('id')
        .where('touched_at', '<', daysAgo(refusalsKeptDays))
        .where('state', 'in', ['imported', 'cancelled']),
    )
    .execute()
}
