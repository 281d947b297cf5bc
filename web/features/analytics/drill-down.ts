import { type MessageMetricName, messageMetricNames } from '../../../src/contract/metric-words.ts'
import { formatInstant } from '../../../src/core/time/index.ts'
import { oneOf } from '../../ui/selection/search-values.ts'
import { parseSelectionSearch, type ZonedSelectionSearch } from '../../ui/selection/selection-search.ts'
import type { DrillDown } from '../../ui/statistics/drill-down.ts'
import type { AnalyticsView } from './analytics-view.tsx'

/** What the message list is set to by a number of this page. */
interface ItemsSearch extends ZonedSelectionSearch {
  readonly metric?: MessageMetricName
}

/** The address of the message list that holds exactly the items behind a number of the page. */
export function itemsSearch(view: AnalyticsView, drill: DrillDown): ItemsSearch {
  const { zone } = view.search
  const selection = parseSelectionSearch({ ...view.search })
  const metric = oneOf(messageMetricNames, drill.metric)
  const fixed = drill.fromMs !== undefined || zone !== undefined
  const period = {
    from: formatInstant(drill.fromMs ?? view.period.fromMs, view.zone),
    to: formatInstant(drill.toMs ?? view.period.toMs, view.zone),
    period: undefined,
  }
  return {
    ...selection,
    // Another zone gives a named period other ends, so its instants go along instead of its name.
    ...(fixed ? period : {}),
    ...parseSelectionSearch({ ...drill.filters }),
    ...(metric && metric !== 'messages.created' ? { metric } : {}),
    // The message list writes and cuts in the same zone, where it knows how to.
    ...(zone === undefined ? {} : { zone }),
  }
}
