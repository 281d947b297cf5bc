import type { MessageFilters } from '../../../src/contract/index.ts'
import { formatInstant, type Period, presetPeriod } from '../../../src/core/time/index.ts'
import { filterNames, notKnownValue, type SelectionSearch } from './selection-search.ts'

export const defaultPreset = 'last_30_days'

/** The instants that a selection's period means now, in the company's zone. */
export function periodOf(search: SelectionSearch, timeZone: string, nowMs: number): Period {
  const fromMs = Date.parse(search.from ?? '')
  const toMs = Date.parse(search.to ?? '')
  if (fromMs < toMs) return { fromMs, toMs }
  return presetPeriod(search.period ?? defaultPreset, nowMs, timeZone)
}

/** A period as the API wants it, with the zone's own offsets. */
export function toApiPeriod(
  period: Period,
  timeZone: string,
): { from: string; to: string; time_zone: string } {
  return {
    from: formatInstant(period.fromMs, timeZone),
    to: formatInstant(period.toMs, timeZone),
    time_zone: timeZone,
  }
}

/** The selection's filters as the API wants them; `undefined` where there are none. */
export function toApiFilters(search: SelectionSearch): MessageFilters | undefined {
  const filters: MessageFilters = {}
  for (const name of filterNames) {
    const values = search[name]
    if (values?.length) filters[name] = values.map((value) => (value === notKnownValue ? null : value))
  }
  if (search.weekday?.length) filters.weekday = search.weekday
  if (search.hour?.length) filters.hour = search.hour
  if (search.latency?.length) filters.latency = search.latency
  return Object.keys(filters).length > 0 ? filters : undefined
}
