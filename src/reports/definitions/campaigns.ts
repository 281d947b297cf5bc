import type { MetricName } from '../../contract/index.ts'
import { chosenKeys } from './chosen-keys.ts'
import type { ReportDefinition } from './definition.ts'
import { messageFilterNames } from './item-report.ts'
import { metricColumns, openSummaryReport } from './summary-report.ts'

const columns = metricColumns('messages', [
  'messages.created',
  'messages.sent',
  'messages.delivered',
  'messages.read',
  'messages.clicked',
  'messages.not_delivered',
  'messages.delivery_rate',
  'messages.read_rate',
  'messages.click_rate',
  'messages.segments',
  'messages.spend',
])

/** One row a campaign and channel. */
export const campaigns: ReportDefinition = {
  type: 'campaigns',
  service: 'messages',
  scopesOf: () => ['metrics:read'],
  filters: messageFilterNames,
  groupBy: [],
  defaultGroupBy: [],
  columns,
  isSchedulable: true,
  open: (asked, sources) =>
    openSummaryReport(asked, sources, {
      by: ['campaign', 'channel'],
      metrics: chosenKeys(columns, asked.columns) as MetricName[],
      about: 'messages',
      counted: 'messages.created',
    }),
}
