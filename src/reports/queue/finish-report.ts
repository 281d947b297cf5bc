import type { NoticeDataOf } from '../../contract/index.ts'
import type { TableFileSums } from '../../documents/index.ts'
import { addNotice } from '../../notices/index.ts'
import { type Database, type Kysely, sql } from '../../records/index.ts'
import type { ReportsRow } from '../report-columns.ts'
import { toApiReport } from '../report-row.ts'
import type { ReportsDeps } from '../reports-deps.ts'
import { keptUntil } from './end-report.ts'
import { type Attempt, removeLater } from './take-report.ts'

/**
 * Makes the file the report's, tells of it, and lets go of the file of before, all at once. False: somebody else's attempt is the
 * one that is heard; nothing is changed.
 */
export async function finishReport(
  { records, clock, publicUrl }: Pick<ReportsDeps, 'records' | 'clock' | 'publicUrl'>,
  { report, worker, fileKey }: Attempt,
  sums: TableFileSums,
): Promise<boolean> {
  const nowMs = clock()
  return await records.asSystem(async (db) => {
    const before = await db
      .selectFrom('reports')
      .select('file_key')
      .where('id', '=', report.id)
      .where('worker', '=', worker)
      .forUpdate()
      .executeTakeFirst()
    if (!before) return false
    if (before.file_key !== null) await removeLater(db, report, before.file_key)
    const row = await db
      .updateTable('reports')
      .set({
        state: 'generated',
        worker: null,
        percent: 100,
        row_count: sums.rows,
        file_key: fileKey,
        file_name: fileNameOf(report),
        file_bytes: sums.bytes,
        file_sha256: sums.sha256,
        file_rows: sums.rows,
        file_formed_at: new Date(nowMs),
        kept_until: keptUntil(nowMs),
        touched_at: sql<Date>`clock_timestamp()`,
      })
      .where('id', '=', report.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await tell(db, { row, nowMs, publicUrl })
    return true
  })
}

const maxFileNameLength = 150

/** A name for a file on any system. */
function fileNameOf({ name, format }: Pick<ReportsRow, 'name' | 'format'>): string {
  const safe = name
    .toWellFormed()
    .replaceAll(/[\p{C}\\/:*?"<>|\s]+/gu, ' ')
    .replace(/^\.+/, '')
    .trim()
    .slice(0, maxFileNameLength)
    .toWellFormed()
    .trim()
  return `${safe || 'report'}.${format}`
}

async function tell(
  db: Kysely<Database>,
  { row, nowMs, publicUrl }: { readonly row: ReportsRow; readonly nowMs: number; readonly publicUrl: string },
): Promise<void> {
  const { type, format, kept_until, file } = toApiReport(row)
  const data: NoticeDataOf<'report.ready'> = {
    name: row.name,
    type,
    format,
    rows: file?.rows ?? 0,
    bytes: file?.bytes ?? 0,
    kept_until: kept_until ?? '',
    url: `${publicUrl}/api/v1/reports/${row.id}/file`,
  }
  await addNotice(
    db,
    { companyId: row.company_id, type: 'report.ready', subjectId: row.id, occurredAtMs: nowMs, data },
    { alsoTo: await recipientsOf(db, row) },
  )
}

/** Who asked for it by a schedule. */
async function recipientsOf(db: Kysely<Database>, row: ReportsRow): Promise<readonly string[]> {
  if (row.schedule_id === null) return []
  const schedule = await db
    .selectFrom('report_schedules')
    .select('recipients')
    .where('id', '=', row.schedule_id)
    .executeTakeFirst()
  return schedule?.recipients ?? []
}
