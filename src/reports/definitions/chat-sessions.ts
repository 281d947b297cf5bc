import { chatItemColumns } from '../../metrics/index.ts'
import { chatFilterNames } from './chat-filter-names.ts'
import type { ReportDefinition } from './definition.ts'
import { itemReportColumns, openItemReport } from './item-report.ts'

const columns = itemReportColumns(chatItemColumns)

/** One row a chat: the list behind a number of chats, as the page shows it. */
export const chatSessions: ReportDefinition = {
  type: 'chat_sessions',
  service: 'chats',
  scopesOf: () => ['metrics:read'],
  showsPersons: true,
  filters: [...chatFilterNames, 'metric', 'search'],
  groupBy: [],
  defaultGroupBy: [],
  columns,
  isSchedulable: true,
  open: (asked, sources) =>
    openItemReport(asked, sources, { metric: asked.filters.metric ?? 'chats.new', columns }),
}
