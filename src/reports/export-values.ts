import { type MetricDimension, metricDimensions } from '../contract/index.ts'
import type { ColumnType, TableNote } from '../documents/index.ts'
import {
  createFormats,
  createTranslate,
  type Language,
  type ValueWords,
  valueName,
} from '../messages/index.ts'
import type { TableColumn } from '../metrics/index.ts'

/** What values are called in a file. */
export interface ExportWords extends ValueWords {
  readonly language: Language
}

export function createExportWords(
  language: Language,
  timeZone: string,
  names: Pick<ValueWords, 'connectionNames' | 'networkNames' | 'chatNames'>,
): ExportWords {
  return {
    language,
    t: createTranslate(language),
    formats: createFormats({ language, timeZone }),
    ...names,
  }
}

const columnTypes: Readonly<Record<TableColumn['type'], ColumnType>> = {
  text: 'text',
  instant: 'instant',
  weekday: 'text',
  hour: 'integer',
  number: 'integer',
  count: 'integer',
  ratio: 'percent',
  ms: 'duration_ms',
  score: 'number',
  money: 'money',
}

export function columnTypeOf(column: Pick<TableColumn, 'type'>): ColumnType {
  return columnTypes[column.type]
}

/** A value of a dimension or an item's field as a reader of the file sees it. Null, "not known", stays empty. */
export function wordFor(key: string, value: unknown, words: ExportWords): unknown {
  if (value === null || value === undefined)
    return key === 'connection' ? words.t('words.connection_api') : null
  switch (key) {
    case 'error':
      return errorText(value)
    case 'charge':
      return (value as { amount: unknown }).amount
    case 'conflict':
    case 'is_open':
      return value === true ? '✓' : null
    case 'hour':
    case 'latency':
    case 'band':
      return value
    default:
      return typeof value === 'string' || key === 'weekday' ? valueName(key, String(value), words) : value
  }
}

function errorText(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return error
  const { code, reason } = error as { code?: string | null; reason?: string | null }
  return [code, reason].filter((part) => part).join(': ')
}

/** What every file of a period is about: company, period, zone. */
export function aboutPeriod(
  { company, from, to, timeZone }: PeriodOfCompany,
  { t, formats }: Pick<ExportWords, 't' | 'formats'>,
): TableNote[] {
  return [
    { label: t('session.company_section'), value: company },
    { label: t('selection.period'), value: `${formats.dateTime(from)} – ${formats.dateTime(to)}` },
    { label: t('selection.zone'), value: timeZone },
  ]
}

interface PeriodOfCompany {
  readonly company: string
  readonly from: string
  readonly to: string
  readonly timeZone: string
}

/** The same with filters and the moment of the answer. */
export function aboutSelection(
  selection: PeriodOfCompany & {
    readonly asOf: string
    readonly filters?: Readonly<Record<string, unknown>> | undefined
  },
  words: ExportWords,
): TableNote[] {
  const { t } = words
  const filters = Object.entries(selection.filters ?? {}).filter(([, values]) => values !== undefined)
  return [
    ...aboutPeriod(selection, words),
    ...(filters.length > 0
      ? [
          {
            label: t('selection.filters_label'),
            value: filters.map(([key, values]) => filterText(key, values, words)).join('; '),
          },
        ]
      : []),
    { label: t('analytics.as_of_label'), value: selection.asOf, type: 'instant' },
  ]
}

function filterText(name: string, values: unknown, words: ExportWords): string {
  const { t } = words
  if (name === 'clock')
    return `${t('words.filter_clock')}: ${t(values === 'event' ? 'words.clock_event' : 'words.clock_arrival')}`
  if (name === 'business_time')
    return `${t('words.filter_business_time')}: ${t(values === true ? 'words.business_time' : 'words.elapsed_time')}`
  if (name === 'with_customer_messages')
    return `${t('words.filter_customer_messages')}: ${t(values === true ? 'words.customer_messages_some' : 'words.customer_messages_none')}`
  const list = Array.isArray(values) ? values : [values]
  const texts = list.map((value) => wordFor(name, value, words) ?? t('selection.not_stated'))
  return `${isDimension(name) ? t(`words.dimension_${name}`) : name}: ${texts.join(', ')}`
}

function isDimension(name: string): name is MetricDimension {
  return metricDimensions.some((dimension) => dimension === name)
}
