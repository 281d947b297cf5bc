import {
  type ItemsQuery,
  type MetricName,
  maxReportRows,
  messageDimensions,
  type ReportFilterName,
} from '../../contract/index.ts'
import { ok, type Result } from '../../core/index.ts'
import type { TableNote } from '../../documents/index.ts'
import { catalogue, type TableColumn } from '../../metrics/index.ts'
import { aboutSelection, columnTypeOf, type ExportWords, wordFor } from '../export-values.ts'
import type { OpenFailure, ReportAsked, ReportColumn, ReportSources, ReportTable } from './definition.ts'
import { metricFiltersOf } from './metric-filters.ts'
import { requiredPeriod } from './required-period.ts'
import { wordsOf } from './words-of.ts'

/** Filters of messages; of a list of them besides which number it is behind, and a search. */
export const messageFilterNames: readonly ReportFilterName[] = messageDimensions.filter(
  (name): name is Exclude<typeof name, 'time'> => name !== 'time',
)

/** The columns of a list on the pages as columns of a report. */
export function itemReportColumns(
  columns: readonly TableColumn[],
  leftOut: readonly string[] = [],
): readonly ReportColumn[] {
  return columns.map((column) => ({
    key: column.key,
    title: column.title,
    type: columnTypeOf(column),
    isDefault: !leftOut.includes(column.key),
  }))
}

/** The items behind a number as rows: as many as the number, in the order of the page. */
export async function openItemReport(
  asked: ReportAsked,
  sources: ReportSources,
  list: {
    readonly metric: MetricName
    readonly columns: readonly ReportColumn[]
    /** Added to what the file is about. */
    readonly notes?: (words: ExportWords) => Promise<Result<readonly TableNote[], OpenFailure>>
  },
): Promise<Result<ReportTable, OpenFailure>> {
  const period = requiredPeriod(asked)
  if (!period.ok) return period
  const query: Omit<ItemsQuery, 'cursor' | 'limit'> = {
    metric: list.metric,
    ...period.value,
    time_zone: asked.timeZone,
    filters: metricFiltersOf(asked.filters),
    search: asked.filters.search,
  }
  const { company } = asked.caller
  const stream = await sources.metrics.streamItems(company, query, { maxItems: maxReportRows + 1 })
  if (!stream.ok) return stream
  const { family, total, time_zone, as_of, pages } = stream.value
  const words = await wordsOf(asked, sources, family)
  const notes = list.notes ? await list.notes(words) : ok([])
  if (!notes.ok) return notes
  const about = aboutSelection(
    {
      company: company.name,
      ...period.value,
      timeZone: time_zone,
      asOf: as_of,
      filters: metricFiltersOf(asked.filters),
    },
    words,
  )
  return ok({
    timeZone: time_zone,
    columns: list.columns,
    totalRows: total,
    about: [
      ...about,
      ...countedNotes(asked, list.metric, words),
      ...notes.value,
      { label: words.t('analytics.total'), value: total, type: 'integer' },
    ],
    pages: rowsOf(pages, list.columns, words),
  })
}

/** Which of the items, where it is not simply all of them. */
function countedNotes(
  { filters }: ReportAsked,
  metric: MetricName,
  { t, language }: ExportWords,
): TableNote[] {
  const definition = catalogue.metrics.find(({ name }) => name === metric)
  const isAll = filters.metric === undefined
  return [
    ...(isAll || !definition
      ? []
      : [{ label: t('report_files.counted'), value: definition.title[language] ?? metric }]),
    ...(filters.search === undefined ? [] : [{ label: t('report_files.search'), value: filters.search }]),
  ]
}

async function* rowsOf(
  pages: AsyncIterable<readonly object[]>,
  columns: readonly ReportColumn[],
  words: ExportWords,
): AsyncGenerator<readonly (readonly unknown[])[]> {
  for await (const page of pages)
    yield page.map((item) => {
      const fields = item as Readonly<Record<string, unknown>>
      return columns.map(({ key }) => wordFor(key, fields[key], words))
    })
}
