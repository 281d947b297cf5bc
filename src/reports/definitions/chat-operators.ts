import type { MetricName } from '../../contract/index.ts'
import { chatFilterNames } from './chat-filter-names.ts'
import { chosenKeys } from './chosen-keys.ts'
import type { ReportDefinition } from './definition.ts'
import { metricColumns, openSummaryReport } from './summary-report.ts'

/** Numbers that belong to an operator. */
const defaults: readonly MetricName[] = [
  'chats.messages_operator',
  'chats.first_response_p50_ms',
  'chats.first_response_p90_ms',
  'chats.turn_response_p50_ms',
  'chats.turn_response_p90_ms',
  'chats.handle_mean_ms',
  'chats.rating_mean',
  'chats.rating_good_share',
]
const columns = metricColumns('chats', defaults)

/** One row an operator. */
export const chatOperators: ReportDefinition = {
  type: 'chat_operators',
  service: 'chats',
  scopesOf: () => ['metrics:read'],
  filters: chatFilterNames,
  groupBy: [],
  defaultGroupBy: [],
  columns,
  isSchedulable: true,
  open: (asked, sources) =>
    openSummaryReport(asked, sources, {
      by: ['operator'],
      metrics: chosenKeys(columns, asked.columns) as MetricName[],
      about: 'chats',
      counted: 'chats.messages_operator',
    }),
}
