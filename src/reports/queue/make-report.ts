import { maxReportRows } from '../../contract/index.ts'
import { ok, type Result } from '../../core/index.ts'
import { openTableFile, type TableFile, type TableFileSums, type TableNote } from '../../documents/index.ts'
import { createTranslate } from '../../messages/index.ts'
import { sql } from '../../records/index.ts'
import { customersOf } from '../customers-of.ts'
import type { ReportTable } from '../definitions/definition.ts'
import { makerOf } from '../maker-of.ts'
import { pickColumns } from '../pick-columns.ts'
import { definitionOf } from '../report-definitions.ts'
import { filtersOf, granularityOf, languageOf } from '../report-row.ts'
import type { ReportsDeps } from '../reports-deps.ts'
import { type AttemptFault, faultOfFailure } from './fault-of.ts'
import type { Attempt } from './take-report.ts'

/** Thrown where the attempt is no longer the one that is heard: deleted, made again, or taken over. */
export class Superseded extends Error {
  override readonly name = 'Superseded'
}

export type Made = Result<TableFileSums, AttemptFault>

/** How often the records hear how far a report is. */
const progressEveryMs = 500

/** Writes the file of a report to the storage. Nobody sees it before the records name it. */
export async function makeReport(deps: ReportsDeps, attempt: Attempt, signal: AbortSignal): Promise<Made> {
  const opened = await openTable(deps, attempt)
  if (!opened.ok) return failed(faultOfFailure(opened.failure))
  const table = opened.value
  if ((table.totalRows ?? 0) > maxReportRows)
    return failed(
      faultOfFailure({
        code: 'too_many_rows',
        detail: `The report would have ${table.totalRows} rows, more than ${maxReportRows}: choose a shorter period or more filters.`,
      }),
    )
  const place = await deps.storage.placeFor(attempt.fileKey)
  if (!place.ok) return failed(faultOfFailure(place.failure))
  const file = await openFile(attempt, table, place.value)
  try {
    const written = await writeRows(deps, { attempt, table, file, signal })
    if (!written.ok) {
      await file.abort()
      return written
    }
    const kept = await deps.storage.keep(attempt.fileKey, written.value)
    return kept.ok ? written : failed(faultOfFailure(kept.failure))
  } catch (error) {
    await file.abort()
    throw error
  }
}

function failed(failure: AttemptFault): { readonly ok: false; readonly failure: AttemptFault } {
  return { ok: false, failure }
}

async function openTable({ records, sources }: ReportsDeps, { report }: Attempt) {
  const definition = definitionOf(report.type)
  if (!definition) throw new Error(`a report of the type ${report.type}`)
  const caller = await makerOf(records, report.company_id, report.scopes)
  if (caller === null) throw new Superseded()
  const table = await definition.open(
    {
      type: definition.type,
      filters: filtersOf(report.filters),
      columns: report.columns,
      groupBy: report.group_by,
      granularity: granularityOf(report.granularity),
      timeZone: report.time_zone,
      language: languageOf(report.language),
      caller,
      period:
        report.period_from && report.period_to
          ? { from: report.period_from.toISOString(), to: report.period_to.toISOString() }
          : null,
    },
    {
      ...sources,
      metrics: sources.metrics.forReader(caller),
      customersOf: (companyId) => customersOf(records, companyId),
    },
  )
  return table.ok ? ok(pickColumns(table.value, report.columns)) : table
}

async function openFile({ report }: Attempt, table: ReportTable, path: string): Promise<TableFile> {
  const language = languageOf(report.language)
  const t = createTranslate(language)
  return await openTableFile({
    path,
    format: report.format === 'xlsx' || report.format === 'parquet' ? report.format : 'csv',
    language,
    timeZone: table.timeZone,
    columns: table.columns.map(({ key, title, type }) => ({ key, title: title[language], type })),
    about: [{ label: t('report_files.report'), value: report.name }, ...table.about],
    csv: { bom: report.csv_bom },
  })
}

interface Writing {
  readonly attempt: Attempt
  readonly table: ReportTable
  readonly file: TableFile
  readonly signal: AbortSignal
}

async function writeRows(deps: ReportsDeps, { attempt, table, file, signal }: Writing): Promise<Made> {
  let rows = 0
  let toldAtMs = performance.now()
  for await (const page of table.pages) {
    signal.throwIfAborted()
    const written = await file.writeRows(page)
    if (!written.ok) return failed(faultOfFailure(written.failure))
    rows += page.length
    if (performance.now() - toldAtMs < progressEveryMs) continue
    await noteProgress(deps, attempt, { rows, totalRows: table.totalRows })
    toldAtMs = performance.now()
  }
  signal.throwIfAborted()
  const totals: readonly TableNote[] = table.totals?.() ?? []
  const ended = await file.end(totals)
  return ended.ok ? ended : failed(faultOfFailure(ended.failure))
}

/** @throws Superseded */
async function noteProgress(
  { records }: ReportsDeps,
  { report, worker }: Attempt,
  { rows, totalRows }: { readonly rows: number; readonly totalRows: number | null },
): Promise<void> {
  const percent = totalRows === null || totalRows === 0 ? 0 : Math.floor((100 * rows) / totalRows)
  const { numUpdatedRows } = await records.system
    .updateTable('reports')
    .set({
      row_count: rows,
      percent: Math.min(99, percent),
      touched_at: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', report.id)
    .where('worker', '=', worker)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Superseded()
}
