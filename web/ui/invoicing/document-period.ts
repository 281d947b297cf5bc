/** The days that a document or a month is of: a whole month of the calendar, or from day to day, both included. */
export type DocumentPeriod =
  | { readonly month: string }
  | { readonly firstDay: string; readonly lastDay: string }

const dayMs = 86_400_000
const firstOfMonth = /^\d{4}-\d\d-01T00:00/

/**
 * The days of a half-open period, where its clocks are.
 * @param period instants with the offset of their zone, as the API writes them
 */
export function documentPeriod(period: { readonly from: string; readonly to: string }): DocumentPeriod {
  const firstDay = period.from.slice(0, 10)
  const lastDay = lastDayOf(period.to)
  const isMonth =
    firstOfMonth.test(period.from) &&
    firstOfMonth.test(period.to) &&
    firstDay.slice(0, 7) === lastDay.slice(0, 7)
  return isMonth ? { month: firstDay.slice(0, 7) } : { firstDay, lastDay }
}

function lastDayOf(to: string): string {
  const day = to.slice(0, 10)
  if (!/T00:00(?::00(?:\.0+)?)?(?:Z|[+-])/.test(to)) return day
  return new Date(Date.parse(`${day}T00:00:00Z`) - dayMs).toISOString().slice(0, 10)
}
