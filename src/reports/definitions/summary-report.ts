import type { MetricDimension, MetricName, MetricsQuery } from '../../contract/index.ts'
import { fail, ok, type Result } from '../../core/index.ts'
import { catalogue, resultColumns } from '../../metrics/index.ts'
import { aboutSelection, columnTypeOf, wordFor } from '../export-values.ts'
import { maxSummedRows } from '../limits.ts'
import type { OpenFailure, ReportAsked, ReportColumn, ReportSources, ReportTable } from './definition.ts'
import { metricFiltersOf } from './metric-filters.ts'
import { requiredPeriod } from './required-period.ts'
import { wordsOf } from './words-of.ts'

/** Metrics as columns, those of `defaults` by default. */
export function metricColumns(
  family: 'messages' | 'chats' | 'calls',
  defaults: readonly MetricName[],
): readonly ReportColumn[] {
  return catalogue.metrics
    .filter(({ name }) => name.startsWith(`${family}.`))
    .map(({ name }) => name as MetricName)
    .flatMap((name) => resultColumns({ by: [], metrics: [name] }))
    .map((column) => ({
      key: column.key,
      title: column.title,
      type: columnTypeOf(column),
      isDefault: defaults.some((name) => name === column.key),
    }))
}

/** Dimensions that rows can be divided by. */
export function dimensionChoices(names: readonly MetricDimension[]): ReportDefinitionChoices {
  return resultColumns({ by: [...names], metrics: [] }).map(({ key, title }) => ({ key, title }))
}
type ReportDefinitionChoices = readonly { readonly key: string; readonly title: ReportColumn['title'] }[]

/** Metrics that one question takes. */
const maxMetrics = 30

/**
 * The rows and totals of a question about numbers, exactly as the page has them; one without items has no rows.
 * `by` and `metrics` were checked against the definition.
 */
export async function openSummaryReport(
  asked: ReportAsked,
  sources: ReportSources,
  question: {
    readonly by: readonly MetricDimension[]
    readonly metrics: readonly MetricName[]
    readonly about: 'messages' | 'chats' | 'calls'
    /** What tells that a row is of something, and not only of a time without anything. */
    readonly counted: MetricName
  },
): Promise<Result<ReportTable, OpenFailure>> {
  const period = requiredPeriod(asked)
  if (!period.ok) return period
  const { by, about, counted } = question
  if (question.metrics.length >= maxMetrics)
    return fail('invalid_request', `Choose at most ${maxMetrics - 1} columns.`)
  const metrics = [...new Set([...question.metrics, counted])]
  const query: MetricsQuery = {
    metrics,
    by: [...by],
    ...period.value,
    time_zone: asked.timeZone,
    filters: metricFiltersOf(asked.filters),
    ...(asked.granularity === null ? {} : { granularity: asked.granularity }),
    order: by.map((key) => ({ key, direction: 'asc' })),
    limit: maxSummedRows,
  }
  const { company } = asked.caller
  const result = await sources.metrics.query(company, query)
  if (!result.ok) return result
  const { rows, totals, truncated } = result.value
  if (truncated) return fail('too_many_rows', `The report would have more than ${maxSummedRows} rows.`)
  const words = await wordsOf(asked, sources, about)
  const columns = resultColumns({ by: [...by], metrics: [...question.metrics] })
  const filled = rows.filter((row) => row[counted] !== 0 && row[counted] !== null)
  return ok({
    timeZone: result.value.time_zone,
    columns: columns.map((column) => ({
      key: column.key,
      title: column.title,
      type: columnTypeOf(column),
      isDefault: true,
    })),
    isChosen: true,
    totalRows: filled.length,
    about: [
      ...aboutSelection(
        {
          company: company.name,
          from: result.value.from,
          to: result.value.to,
          timeZone: result.value.time_zone,
          asOf: result.value.as_of,
          filters: query.filters,
        },
        words,
      ),
      ...columns
        .filter(({ definition }) => definition !== null)
        .map((column) => ({
          label: column.title[words.language],
          value: totals[column.key],
          type: columnTypeOf(column),
        })),
    ],
    pages: pageOf(filled.map((row) => columns.map(({ key }) => wordFor(key, row[key], words)))),
  })
}

async function* pageOf<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  if (rows.length > 0) yield rows
}
