import { type CallDirection, callDirections, callMetricNames } from '../../../../src/contract/call-words.ts'
import { chatMetricNames } from '../../../../src/contract/chat-words.ts'
import type { MetricName } from '../../../../src/contract/index.ts'
import { type Granularity, granularities, messageMetricNames } from '../../../../src/contract/metric-words.ts'
import { type TransferKind, transferKinds } from '../../../../src/contract/money-words.ts'
import {
  maxReportNameLength,
  type ReportFormat,
  type ReportFrequency,
  type ReportType,
  reportFormats,
  reportFrequencies,
  reportTypes,
} from '../../../../src/contract/report-words.ts'
import { type Language, languages } from '../../../../src/messages/index.ts'
import {
  type ChatSelectionSearch,
  parseChatSelection,
} from '../../../ui/chat-selection/chat-selection-search.ts'
import { oneOf, onlySet, type RawSearch, textOf, textsOf } from '../../../ui/selection/search-values.ts'
import {
  parseZonedSelectionSearch,
  type ZonedSelectionSearch,
} from '../../../ui/selection/selection-search.ts'

/**
 * Everything that a new report can be set to, as it stands in the form's address: other pages lead here with their own period
 * and filters. Filters that the chosen type does not take stay there and have no effect.
 */
export interface ReportFormSearch
  extends ZonedSelectionSearch,
    Omit<ChatSelectionSearch, keyof ZonedSelectionSearch> {
  readonly type?: ReportType | undefined
  /** Once unless said otherwise. */
  readonly repeat?: ReportFrequency | undefined
  /** The number whose items are listed. */
  readonly metric?: MetricName | undefined
  readonly search?: string | undefined
  /** Of calls. */
  readonly direction?: CallDirection[] | undefined
  readonly result?: string[] | undefined
  /** Of this invoice instead of a period; and what it is called. */
  readonly invoice?: string | undefined
  readonly invoice_number?: string | undefined
  /** A customer of the own company. */
  readonly company?: string | undefined
  readonly transaction_kind?: TransferKind[] | undefined
  readonly usage?: 'each' | 'day' | undefined
  readonly with_expenses?: 'yes' | undefined
  readonly columns?: string[] | undefined
  readonly group_by?: string[] | undefined
  readonly granularity?: Granularity | undefined
  readonly format?: ReportFormat | undefined
  readonly language?: Language | undefined
  readonly bom?: 'no' | undefined
  /** What it is called; worked out from the rest until somebody types. */
  readonly name?: string | undefined
}

const maxTextLength = 200

export function parseReportFormSearch(raw: RawSearch): ReportFormSearch {
  const asked = textsOf(raw['transaction_kind']) ?? []
  const directions = callDirections.filter((one) => textsOf(raw['direction'])?.includes(one))
  const kinds = transferKinds.filter((kind) => asked.includes(kind))
  return onlySet({
    ...parseChatSelection(raw),
    ...parseZonedSelectionSearch(raw),
    type: oneOf(reportTypes, raw['type']),
    repeat: oneOf(reportFrequencies, raw['repeat']),
    metric: oneOf<MetricName>([...messageMetricNames, ...chatMetricNames, ...callMetricNames], raw['metric']),
    search: textOf(raw['search'], maxTextLength),
    direction: directions.length > 0 ? directions : undefined,
    result: textsOf(raw['result']),
    invoice: textOf(raw['invoice'], maxTextLength),
    invoice_number: textOf(raw['invoice_number'], maxTextLength),
    company: textOf(raw['company'], maxTextLength),
    transaction_kind: kinds.length > 0 ? kinds : undefined,
    usage: oneOf(['each', 'day'], raw['usage']),
    with_expenses: oneOf(['yes'], raw['with_expenses']),
    columns: textsOf(raw['columns']),
    group_by: textsOf(raw['group_by']),
    granularity: oneOf(granularities, raw['granularity']),
    format: oneOf(reportFormats, raw['format']),
    language: oneOf(languages, raw['language']),
    bom: oneOf(['no'], raw['bom']),
    name: textOf(raw['name'], maxReportNameLength),
  })
}
