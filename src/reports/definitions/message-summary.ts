import { type MessageDimension, type MetricName, messageDimensions } from '../../contract/index.ts'
import { chosenKeys } from './chosen-keys.ts'
import type { ReportDefinition } from './definition.ts'
import { messageFilterNames } from './item-report.ts'
import { dimensionChoices, metricColumns, openSummaryReport } from './summary-report.ts'

const defaults = ['messages.created', 'messages.segments', 'messages.spend', 'messages.cost'] as const
const columns = metricColumns('messages', defaults)
const defaultGroupBy: readonly MessageDimension[] = ['time', 'channel', 'status']

/** Numbers of messages by time, channel and status, or by what is chosen. */
export const messageSummary: ReportDefinition = {
  type: 'message_summary',
  service: 'messages',
  scopesOf: () => ['metrics:read'],
  filters: messageFilterNames,
  groupBy: dimensionChoices(messageDimensions),
  defaultGroupBy,
  columns,
  isSchedulable: true,
  open: (asked, sources) =>
    openSummaryReport(asked, sources, {
      by: dimensionsOf(asked.groupBy ?? defaultGroupBy),
      metrics: chosenKeys(columns, asked.columns) as MetricName[],
      about: 'messages',
      counted: 'messages.created',
    }),
}

function dimensionsOf(keys: readonly string[]): MessageDimension[] {
  return keys.flatMap((key) => messageDimensions.filter((name) => name === key))
}
