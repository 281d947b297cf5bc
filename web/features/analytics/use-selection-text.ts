import { useT, useValueNames } from '../../ui/index.ts'
import { filterNames } from '../../ui/selection/selection-search.ts'
import { useAnalyticsView } from './analytics-view.tsx'

/** Period, zone and filters in one line, for pictures that stand alone. */
export function useSelectionText(): string {
  const t = useT()
  const { search, period, format } = useAnalyticsView()
  const nameOf = useValueNames()
  const filters = filterNames.flatMap((name) => {
    const values = search[name]
    if (!values?.length) return []
    return [`${t(`words.dimension_${name}`)}: ${values.map((value) => nameOf(name, value)).join(', ')}`]
  })
  const when = `${format.dateTime(period.fromMs)} – ${format.dateTime(period.toMs)} (${format.zone(period.fromMs)})`
  return [when, ...filters].join('  ·  ')
}
