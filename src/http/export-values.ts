import type { ColumnType, TableNote } from '../documents/index.ts'
import {
  createFormats,
  createTranslate,
  type Formats,
  type Language,
  type Translate,
} from '../messages/index.ts'
import type { TableColumn } from '../metrics/index.ts'

/** What values are called in a file: statuses and channels by their words, connections by their names. */
export interface ExportWords {
  readonly language: Language
  readonly t: Translate
  readonly formats: Formats
  readonly connectionNames: ReadonlyMap<string, string>
}

export function createExportWords(
  language: Language,
  timeZone: string,
  connections: readonly { readonly id: string; readonly name: string }[],
): ExportWords {
  return {
    language,
    t: createTranslate(language),
    formats: createFormats({ language, timeZone }),
    connectionNames: new Map(connections.map(({ id, name }) => [id, name])),
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
  money: 'money',
}

export function columnTypeOf(column: Pick<TableColumn, 'type'>): ColumnType {
  return columnTypes[column.type]
}

/** A value of a dimension or an item's field as a reader of the file sees it. Null, "not known", stays empty. */
export function wordFor(key: string, value: unknown, words: ExportWords): unknown {
  if (key === 'connection') {
    return value === null
      ? words.t('words.connection_api')
      : (words.connectionNames.get(String(value)) ?? value)
  }
  if (value === null || value === undefined) return null
  switch (key) {
    case 'status':
      return statusWord(String(value), words.t)
    case 'channel':
      return channelWord(String(value), words.t)
    case 'kind':
      return value === 'service' || value === 'advertising' ? words.t(`words.kind_${value}`) : value
    case 'weekday':
      return words.formats.weekday(Number(value))
    case 'error':
      return errorText(value)
    case 'conflict':
      return value === true ? '✓' : null
    default:
      return value
  }
}

function statusWord(status: string, t: Translate): string {
  switch (status) {
    case 'unknown':
    case 'accepted':
    case 'queued':
    case 'sent':
    case 'carrier_delivered':
    case 'delivered':
    case 'read':
    case 'failed':
    case 'rejected':
    case 'expired':
    case 'cancelled':
    case 'unconfirmed':
      return t(`words.status_${status}`)
    default:
      return status
  }
}

function channelWord(channel: string, t: Translate): string {
  switch (channel) {
    case 'sms':
    case 'viber':
    case 'email':
    case 'whatsapp':
    case 'push':
      return t(`words.channel_${channel}`)
    default:
      return channel
  }
}

function errorText(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return error
  const { code, reason } = error as { code?: string | null; reason?: string | null }
  return [code, reason].filter((part) => part).join(': ')
}

/** What the file is about: company, period, zone, moment, filters. */
export function aboutSelection(
  selection: {
    readonly company: string
    readonly from: string
    readonly to: string
    readonly timeZone: string
    readonly asOf: string
    readonly filters?: Readonly<Record<string, unknown>> | undefined
  },
  { t, formats }: ExportWords,
): TableNote[] {
  const filters = Object.entries(selection.filters ?? {}).filter(([, values]) => Array.isArray(values))
  return [
    { label: t('session.company_section'), value: selection.company },
    {
      label: t('selection.period'),
      value: `${formats.dateTime(selection.from)} – ${formats.dateTime(selection.to)}`,
    },
    { label: t('selection.zone'), value: selection.timeZone },
    ...(filters.length > 0
      ? [
          {
            label: t('selection.filters_label'),
            value: filters.map(([key, values]) => `${key}: ${String(values)}`).join('; '),
          },
        ]
      : []),
    { label: t('analytics.as_of', { time: '' }).trim(), value: selection.asOf, type: 'instant' },
  ]
}
