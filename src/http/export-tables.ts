import type { Company, MetricName, MetricsResult } from '../contract/index.ts'
import type { FinishedTable } from '../documents/index.ts'
import {
  callItemColumns,
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
    name: words.t(titleOfMetrics(query.metrics[0])),
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

/** Whether a question is about messages, and not about chats or calls. */
export function isAboutMessages(metric: MetricName | undefined): boolean {
  return metric?.startsWith('messages.') ?? true
}

function titleOfMetrics(metric: MetricName | undefined): 'words.chats' | 'words.calls' | 'analytics.title' {
  if (isAboutMessages(metric)) return 'analytics.title'
  return metric?.startsWith('calls.') ? 'words.calls' : 'words.chats'
}

/** What a list of each family is called, and its columns. */
const lists = {
  messages: { title: 'messages.title', columns: itemColumns },
  chats: { title: 'words.chats', columns: chatItemColumns },
  calls: { title: 'words.calls', columns: callItemColumns },
} as const

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
  const { title } = lists[stream.family]
  const columns: readonly TableColumn[] = lists[stream.family].columns
  return {
    name: words.t(title),
    about: [...about, { label: words.t('analytics.total'), value: stream.total, type: 'integer' }],
    columns: columns.map((column) => ({
      key: column.key,
      title: column.title[words.language],
      type: columnTypeOf(column),
    })),
    rows: rowsOf(stream.pages, columns, words),
    timeZone: stream.time_zone,
    language: words.language,
  }
}

async function* rowsOf(
  pages: AsyncIterable<readonly object[]>,
  columns: readonly TableColumn[],
  words: ExportWords,
): AsyncGenerator<readonly unknown[]> {
  for await (const page of pages)
    for (const item of page) {
      const fields = item as Readonly<Record<string, unknown>>
      yield columns.map(({ key }) => wordFor(key, fields[key], words))
    }
}
