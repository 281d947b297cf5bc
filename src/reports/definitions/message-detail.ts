import { itemColumns } from '../../metrics/index.ts'
import type { ReportDefinition } from './definition.ts'
import { itemReportColumns, messageFilterNames, openItemReport } from './item-report.ts'

const columns = itemReportColumns(itemColumns)

/** One row a message: the list behind a number, as the page shows it. */
export const messageDetail: ReportDefinition = {
  type: 'message_detail',
  service: 'messages',
  scopesOf: () => ['metrics:read'],
  showsPersons: true,
  filters: [...messageFilterNames, 'metric', 'search'],
  groupBy: [],
  defaultGroupBy: [],
  columns,
  isSchedulable: true,
  open: (asked, sources) =>
    openItemReport(asked, sources, { metric: asked.filters.metric ?? 'messages.created', columns }),
}
