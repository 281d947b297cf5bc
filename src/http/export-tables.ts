import type { Company, MetricName, MetricsResult } from '../contract/index.ts'
import type { FinishedTable } from '../documents/index.ts'
import {
  chatItemColumns,
  itemColumns,
  resultColumns,
  type StreamedItems,
  type TableColumn,
} from '../metrics/index.ts'
import { aboutSelection, columnTypeOf, type ExportWords, wordFor } from '../reports/index.ts'
import type { ItemsExport, MetricsExport } from './export-requests.ts'

/** A query's rows as a table of their own, with the totals on the sheet that says what it is about. */
export function metricsTable(
  company: Company,
  { query }: MetricsExport,
  result: MetricsResult,
  words: ExportWords,
): FinishedTable {
  const columns = resultColumns(query)
  const totals = columns
    .filter(({ definition }) => definition !== null)
    .map((column) => ({
      label: column.title[words.language],
      value: result.totals[column.key],
      type: columnTypeOf(column),
    }))
  return {
    name: words.t(isAboutChats(query.metrics[0]) ? 'words.chats' : 'analytics.title'),
    about: [
      ...aboutSelection(
        {
          company: company.name,
          from: result.from,
          to: result.to,
          timeZone: result.time_zone,
          asOf: result.as_of,
          filters: query.filters,
        },
        words,
      ),
      ...totals,
    ],
    columns: columns.map((column) => ({
      key: column.key,
      title: column.title[words.language],
      type: columnTypeOf(column),
    })),
    rows: result.rows.map((row) => columns.map(({ key }) => wordFor(key, row[key], words))),
    timeZone: result.time_zone,
    language: words.language,
  }
}

/** Whether a question is about chats. */
export function isAboutChats(metric: MetricName | undefined): boolean {
  return metric?.startsWith('chats.') ?? false
}

/** The items that a number counts, as a table that is read page by page while it is written. */
export function itemsTable(
  company: Company,
  { query }: ItemsExport,
  stream: StreamedItems,
  words: ExportWords,
): FinishedTable {
  const about = aboutSelection(
    {
      company: company.name,
      from: query.from,
      to: query.to,
      timeZone: stream.time_zone,
      asOf: stream.as_of,
      filters: query.filters,
    },
    words,
  )
  const columns: readonly TableColumn[] = stream.family === 'chats' ? chatItemColumns : itemColumns
  return {
    name: words.t(stream.family === 'chats' ? 'words.chats' : 'messages.title'),
    about: [...about, { label: words.t('analytics.total'), value: stream.total, type: 'integer' }],
    columns: columns.map((column) => ({
      key: column.key,
      title: column.title[words.language],
      type: columnTypeOf(column),
    })),
    rows: rowsOf(stream, words),
    timeZone: stream.time_zone,
    language: words.language,
  }
}

async function* rowsOf(stream: StreamedItems, words: ExportWords): AsyncGenerator<readonly unknown[]> {
  if (stream.family === 'chats') {
    for await (const page of stream.pages)
      for (const item of page) yield chatItemColumns.map(({ key }) => wordFor(key, item[key], words))
    return
  }
  for await (const page of stream.pages)
    for (const item of page) yield itemColumns.map(({ key }) => wordFor(key, item[key], words))
}
