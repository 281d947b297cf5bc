import {
  type Report,
  type ReportFilters,
  type ReportSchedule,
  reportErrors,
  reportFiltersSchema,
  reportFormats,
  reportFrequencies,
  reportServices,
  reportStates,
  reportTypes,
} from '../contract/index.ts'
import { formatInstant, type Granularity, granularities } from '../core/index.ts'
import type { Language } from '../messages/index.ts'
import type { ReportSchedulesRow, ReportsRow } from './report-columns.ts'

/** A report as the API shows it; instants in the report's zone. */
export function toApiReport(row: ReportsRow): Report {
  const zone = row.time_zone
  const instant = (at: Date) => formatInstant(at.getTime(), zone)
  return {
    id: row.id,
    name: row.name,
    ...fromRowContent(row),
    state: wordOf(reportStates, row.state),
    percent: row.percent,
    rows: Number(row.row_count),
    period:
      row.period_from && row.period_to
        ? { from: instant(row.period_from), to: instant(row.period_to), time_zone: zone }
        : null,
    error:
      row.error_code === null
        ? null
        : { code: wordOf(reportErrors, row.error_code), detail: row.error_detail ?? '' },
    file: fileOf(row, instant),
    generation: row.generation,
    created_at: instant(row.created_at),
    created_by: row.created_by_name,
    formed_at: row.state === 'generated' && row.file_formed_at ? instant(row.file_formed_at) : null,
    kept_until: row.kept_until === null ? null : instant(row.kept_until),
    schedule_id: row.schedule_id,
  }
}

function fileOf(row: ReportsRow, instant: (at: Date) => string): Report['file'] {
  if (row.file_name === null || row.file_sha256 === null || row.file_formed_at === null) return null
  return {
    name: row.file_name,
    bytes: Number(row.file_bytes),
    sha256: row.file_sha256,
    rows: Number(row.file_rows),
    formed_at: instant(row.file_formed_at),
  }
}

/** A schedule as the API shows it. `companyZone` where it names none. */
export function toApiSchedule(row: ReportSchedulesRow, companyZone: string): ReportSchedule {
  const zone = row.time_zone ?? companyZone
  return {
    id: row.id,
    name: row.name,
    ...fromRowContent(row),
    frequency: wordOf(reportFrequencies, row.frequency),
    time_zone: zone,
    recipients: [...row.recipients],
    enabled: row.is_enabled,
    automatic: row.is_automatic,
    next_at: row.is_enabled ? formatInstant(row.next_at.getTime(), zone) : null,
    last_report_id: row.last_report_id,
    created_at: formatInstant(row.created_at.getTime(), zone),
    created_by: row.created_by_name,
  }
}

type ContentRow = Pick<
  ReportsRow,
  'service' | 'type' | 'format' | 'language' | 'csv_bom' | 'filters' | 'columns' | 'group_by' | 'granularity'
>

function fromRowContent(row: ContentRow) {
  return {
    service: wordOf(reportServices, row.service),
    type: wordOf(reportTypes, row.type),
    format: wordOf(reportFormats, row.format),
    language: languageOf(row.language),
    csv_bom: row.csv_bom,
    filters: filtersOf(row.filters),
    columns: row.columns === null ? null : [...row.columns],
    group_by: row.group_by === null ? null : [...row.group_by],
    granularity: granularityOf(row.granularity),
  }
}

export function languageOf(text: string): Language {
  return text === 'ru' ? 'ru' : 'en'
}

export function filtersOf(json: unknown): ReportFilters {
  return reportFiltersSchema.parse(json)
}

export function granularityOf(text: string | null): Granularity | null {
  return granularities.find((known) => known === text) ?? null
}

/** Only this program writes these words: another one is a bug. */
function wordOf<T extends string>(words: readonly T[], text: string): T {
  const word = words.find((known) => known === text)
  if (word === undefined) throw new Error(`a report with the unknown word ${text}`)
  return word
}
