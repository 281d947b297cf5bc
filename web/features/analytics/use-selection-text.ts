import { useT, useValueNames, type WorkedOutSelection } from '../../ui/index.ts'
import { filterNames } from '../../ui/selection/selection-search.ts'

/** Period, zone and filters in one line, for pictures that stand alone. */
export function useSelectionText({ search, period, format }: WorkedOutSelection): string {
  const t = useT()
  const nameOf = useValueNames()
  const filters = filterNames.flatMap((name) => {
    const values = search[name]
    if (!values?.length) return []
    return [`${t(`words.dimension_${name}`)}: ${values.map((value) => nameOf(name, value)).join(', ')}`]
  })
  const when = `${format.dateTime(period.fromMs)} – ${format.dateTime(period.toMs)} (${format.zone(period.fromMs)})`
  return [when, ...filters].join('  ·  ')
}
