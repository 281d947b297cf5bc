import type { MessageMetricName } from '../../../src/contract/index.ts'
import { formatInstant } from '../../../src/core/time/index.ts'
import {
  type FilterName,
  type PlaceName,
  parseSelectionSearch,
  type SelectionSearch,
  type ZonedSelectionSearch,
} from '../../ui/selection/selection-search.ts'
import type { AnalyticsView } from './analytics-view.tsx'

/** What a place of a chart or table adds to the page's own selection. */
export interface DrillDown {
  readonly metric?: MessageMetricName
  readonly filters?: Partial<Pick<SelectionSearch, FilterName | PlaceName>>
  readonly fromMs?: number
  readonly toMs?: number
}

/** What the message list is set to by a number of this page. */
interface ItemsSearch extends ZonedSelectionSearch {
  readonly metric?: MessageMetricName
}

/** The address of the message list that holds exactly the items behind a number of the page. */
export function itemsSearch(view: AnalyticsView, drill: DrillDown): ItemsSearch {
  const { zone } = view.search
  const selection = parseSelectionSearch({ ...view.search })
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
    ...drill.filters,
    ...(drill.metric && drill.metric !== 'messages.created' ? { metric: drill.metric } : {}),
    // The message list writes and cuts in the same zone, where it knows how to.
    ...(zone === undefined ? {} : { zone }),
  }
}
