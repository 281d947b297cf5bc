import type { Principal } from '../companies/index.ts'
import type { ReportPreview, ReportPreviewQuery } from '../contract/index.ts'
import { ok, type Result } from '../core/index.ts'
import type { TableNote } from '../documents/index.ts'
import { createFormats, type Formats } from '../messages/index.ts'
import { type ContentFailure, checkContent, checkPeriod } from './check-content.ts'
import { customersOf } from './customers-of.ts'
import type { OpenFailure, ReportTable } from './definitions/definition.ts'
import { previewRows } from './limits.ts'
import { pickColumns } from './pick-columns.ts'
import type { ReportsDeps } from './reports-deps.ts'

/** The first rows of a report, as it would be made now. */
export async function previewReport(
  deps: Pick<ReportsDeps, 'records' | 'sources'>,
  caller: Principal,
  body: ReportPreviewQuery,
): Promise<Result<ReportPreview, ContentFailure | OpenFailure>> {
  const checked = checkContent(caller, body)
  if (!checked.ok) return checked
  const period = checkPeriod(body)
  if (!period.ok) return period
  const { definition, content } = checked.value
  const opened = await definition.open(
    { ...content, caller, period: period.value },
    {
      ...deps.sources,
      metrics: deps.sources.metrics.forReader(caller),
      customersOf: (companyId) => customersOf(deps.records, companyId),
    },
  )
  if (!opened.ok) return opened
  const table = pickColumns(opened.value, content.columns)
  const rows = await firstRows(table)
  const formats = createFormats({ language: content.language, timeZone: table.timeZone })
  return ok({
    columns: table.columns.map(({ key, title, type }) => ({ key, title: title[content.language], type })),
    rows: rows.map((row) => row.map(toApiCell)),
    total_rows: table.totalRows,
    about: table.about.map((note) => ({
      label: note.label,
      value: textOf(note, formats),
    })),
  })
}

async function firstRows(table: ReportTable): Promise<readonly (readonly unknown[])[]> {
  const rows: (readonly unknown[])[] = []
  for await (const page of table.pages) {
    rows.push(...page.slice(0, previewRows - rows.length))
    if (rows.length >= previewRows) break
  }
  return rows
}

type ApiCell = ReportPreview['rows'][number][number]

function toApiCell(value: unknown): ApiCell {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'string') return value
  if (isMoney(value)) return { amount: value.amount, currency: value.currency }
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function isMoney(value: unknown): value is { amount: string; currency: string } {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value
}

/** What stands on the first sheet, as a reader reads it. */
function textOf({ value, type }: TableNote, formats: Formats): string {
  if (value === null || value === undefined) return ''
  if (isMoney(value)) return formats.moneyExact(value)
  if (type === 'instant' && typeof value === 'string') return formats.dateTimeExact(value)
  if (typeof value !== 'number') return String(value)
  switch (type) {
    case 'percent':
      return formats.percent(value)
    case 'duration_ms':
      return formats.duration(value)
    default:
      return formats.number(value)
  }
}
