import {
  type CallMetricName,
  callDimensions,
  callMetricNames,
  type MetricsQuery,
  type ReportFilterName,
} from '../../contract/index.ts'
import { ok, type Result } from '../../core/index.ts'
import type { TableNote } from '../../documents/index.ts'
import { callItemColumns, resultColumns } from '../../metrics/index.ts'
import { columnTypeOf, type ExportWords } from '../export-values.ts'
import type { OpenFailure, ReportAsked, ReportDefinition, ReportSources } from './definition.ts'
import { itemReportColumns, openItemReport } from './item-report.ts'
import { metricFiltersOf } from './metric-filters.ts'
import { requiredPeriod } from './required-period.ts'

const columns = itemReportColumns(callItemColumns)

const callFilterNames: readonly ReportFilterName[] = callDimensions.filter((name) => name !== 'time')

/** Every number of calls stands on the first sheet: of the rows, as the page has them. */
const counters: readonly CallMetricName[] = callMetricNames

/** One row a call: the list behind a number, with the numbers of the same selection. */
export const calls: ReportDefinition = {
  type: 'calls',
  service: 'calls',
  scopesOf: () => ['metrics:read'],
  showsPersons: true,
  filters: [...callFilterNames, 'metric', 'search'],
  groupBy: [],
  defaultGroupBy: [],
  columns,
  isSchedulable: true,
  open: (asked, sources) =>
    openItemReport(asked, sources, {
      metric: asked.filters.metric ?? 'calls.total',
      columns,
      notes: (words) => counterNotes(asked, sources, words),
    }),
}

/** Numbers of the selection; none where the rows are only some of it. */
async function counterNotes(
  asked: ReportAsked,
  { metrics }: ReportSources,
  { language }: ExportWords,
): Promise<Result<readonly TableNote[], OpenFailure>> {
  const { metric = 'calls.total', search = '' } = asked.filters
  if (metric !== 'calls.total' || search.trim() !== '') return ok([])
  const period = requiredPeriod(asked)
  if (!period.ok) return period
  const query: MetricsQuery = {
    metrics: [...counters],
    by: [],
    ...period.value,
    time_zone: asked.timeZone,
    filters: metricFiltersOf(asked.filters),
    limit: 1,
  }
  const answer = await metrics.query(asked.caller.company, query)
  if (!answer.ok) return answer
  return ok(
    resultColumns({ by: [], metrics: [...counters] }).map((column) => ({
      label: column.title[language],
      value: answer.value.totals[column.key],
      type: columnTypeOf(column),
    })),
  )
}
