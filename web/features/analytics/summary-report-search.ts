import { messageDimensions } from '../../../src/contract/metric-words.ts'
import type { MetricsQuestion } from '../../api/metrics-query.ts'
import { parseZonedSelectionSearch, type ZonedSelectionSearch } from '../../ui/selection/selection-search.ts'

/** What a message summary is divided by at most. */
const maxGroups = 3

/**
 * The form of a message summary with the rows of a card: the page's period and filters, the card's dimensions and
 * metrics. Undefined of a card without rows, or of more dimensions than a summary has.
 */
export function summaryReportSearch(
  search: ZonedSelectionSearch,
  { by = [], metrics, granularity }: Pick<MetricsQuestion, 'by' | 'metrics' | 'granularity'>,
): object | undefined {
  const groups = messageDimensions.filter((name) => by.some((one) => one === name))
  if (groups.length === 0 || groups.length !== by.length || groups.length > maxGroups) return undefined
  return {
    ...parseZonedSelectionSearch({ ...search }),
    type: 'message_summary',
    group_by: groups,
    ...(granularity !== undefined && groups.includes('time') && { granularity }),
    columns: [...metrics],
  }
}
