import type { Companies, Principal } from '../../companies/index.ts'
import type {
  Company,
  ReportFilterName,
  ReportFilters,
  ReportService,
  ReportType,
  Scope,
} from '../../contract/index.ts'
import type { Failure, Granularity, Result } from '../../core/index.ts'
import type { ColumnType, TableNote } from '../../documents/index.ts'
import type { Invoicing } from '../../invoicing/index.ts'
import type { Ledger } from '../../ledger/index.ts'
import type { Language } from '../../messages/index.ts'
import type { LocalText, Metrics } from '../../metrics/index.ts'

/** Where definitions take their rows from: the same functions that answer the pages. */
export interface ReportSources {
  readonly metrics: Metrics
  readonly ledger: Pick<Ledger, 'transactions' | 'viewedCompany'>
  readonly invoicing: Pick<Invoicing, 'listCharges' | 'readDocument'>
  readonly companies: Pick<Companies, 'listConnections'>
  /** By MCC-MNC. */
  readonly networkNames: () => ReadonlyMap<string, string>
  /** Companies that buy from this one, by name. */
  readonly customersOf: (companyId: string) => Promise<readonly Company[]>
}

export interface ReportPeriod {
  /** RFC 3339, the end not included. */
  readonly from: string
  readonly to: string
}

/** What a report is of, checked against its definition. */
export interface ReportContent {
  readonly type: ReportType
  readonly filters: ReportFilters
  /** Null: those that the definition gives by default. */
  readonly columns: readonly string[] | null
  readonly groupBy: readonly string[] | null
  readonly granularity: Granularity | null
  readonly timeZone: string
  readonly language: Language
}

export interface ReportAsked extends ReportContent {
  /** On whose behalf; its rights are looked at again when the report is made. */
  readonly caller: Principal
  /** Null: of an invoice. */
  readonly period: ReportPeriod | null
}

export interface ReportColumn {
  readonly key: string
  readonly title: LocalText
  readonly type: ColumnType
  /** Part of the file when no columns are chosen. */
  readonly isDefault: boolean
}

/** Rows hold a value for each column of the table, in their order. */
export interface ReportTable {
  readonly timeZone: string
  readonly columns: readonly ReportColumn[]
  /** The columns are those that were chosen. */
  readonly isChosen?: true
  /** Company, period, zone, filters, and totals that are known before the rows. */
  readonly about: readonly TableNote[]
  /** Null: not known before they are read. */
  readonly totalRows: number | null
  /** One page is in memory at a time. */
  readonly pages: AsyncIterable<readonly (readonly unknown[])[]>
  /** Totals that are known once all rows were read. */
  readonly totals?: () => readonly TableNote[]
}

/** What the rooms below refuse. */
export type OpenFailure = Failure<
  | 'forbidden'
  | 'not_found'
  | 'invalid_request'
  | 'invalid_period'
  | 'invalid_time_zone'
  | 'invalid_filter'
  | 'invalid_dimension'
  | 'invalid_order'
  | 'invalid_cursor'
  | 'duplicate_metric'
  | 'duplicate_dimension'
  | 'mixed_metrics'
  | 'too_many_buckets'
  | 'too_many_rows'
>

/** One type of report. To add one: a file like this, a line in `report-definitions.ts`, its words in `messages`. */
export interface ReportDefinition {
  readonly type: ReportType
  readonly service: ReportService
  /** What somebody must be allowed to do to make it, and to see it. */
  readonly scopesOf: (filters: ReportFilters) => readonly Scope[]
  /** Rows tell of persons: in full for who may see that when it is asked for, and then only who may see that gets the file. */
  readonly showsPersons?: true
  readonly filters: readonly ReportFilterName[]
  /** Dimensions that rows can be divided by; empty: nothing to choose. */
  readonly groupBy: readonly { readonly key: string; readonly title: LocalText }[]
  readonly defaultGroupBy: readonly string[]
  readonly columns: readonly ReportColumn[]
  /** False: it is of something that does not come again. */
  readonly isSchedulable: boolean
  open(asked: ReportAsked, sources: ReportSources): Promise<Result<ReportTable, OpenFailure>>
}
