import type { FilterName } from '../../ui/selection/selection-search.ts'
import type { AnalyticsSearch } from './analytics-search.ts'

/** A click on a value narrows the page down to it; a click on the only value left widens the page again. */
export function toggledFilter(
  search: AnalyticsSearch,
  name: FilterName,
  value: string,
): Partial<AnalyticsSearch> {
  const isOnly = search[name]?.length === 1 && search[name][0] === value
  return { [name]: isOnly ? undefined : [value] }
}
