import { dayMs, offsetMsAt, startOfUnit } from '../../../src/core/time/index.ts'

const midnight = '00:00'

/**
 * The instant at which a zone's clocks show a date (`2026-11-23`) and time (`14:30`), in epoch milliseconds. A time that
 * occurs twice means the first of the two; one that is skipped means the moment as far after the change as it was asked
 * after it. Undefined where the text is no date or time.
 */
export function instantAtWall(date: string, time: string, zone: string): number | undefined {
  const localMs = Date.parse(`${date}T${time}:00Z`)
  if (Number.isNaN(localMs)) return undefined
  if (time === midnight) {
    // Midnight itself may be skipped; the day then begins later. Noon is on the right day in every zone.
    const noonMs = Date.parse(`${date}T12:00:00Z`)
    return startOfUnit(noonMs - offsetMsAt(noonMs, zone), 'day', 0, zone)
  }
  const shows = (instantMs: number): boolean => instantMs + offsetMsAt(instantMs, zone) === localMs
  const byOldOffset = localMs - offsetMsAt(localMs - dayMs, zone)
  if (shows(byOldOffset)) return byOldOffset
  const byNewOffset = localMs - offsetMsAt(byOldOffset, zone)
  return shows(byNewOffset) ? byNewOffset : byOldOffset
}

/** The end of a period: a time on that day, or its very end where the time is left empty. */
export function endAtWall(date: string, time: string, zone: string): number | undefined {
  if (time !== '') return instantAtWall(date, time, zone)
  const start = instantAtWall(date, midnight, zone)
  return start === undefined ? undefined : startOfUnit(start, 'day', 1, zone)
}

/** What the clocks of a zone show at an instant. */
export function wallTime(instantMs: number, zone: string): { readonly date: string; readonly time: string } {
  const text = new Date(instantMs + offsetMsAt(instantMs, zone)).toISOString()
  return { date: text.slice(0, 10), time: text.slice(11, 16) }
}

/** A period's end as the form shows it: the end of a day is that day with an empty time. */
export function wallEnd(toMs: number, zone: string): { readonly date: string; readonly time: string } {
  const isStartOfDay = startOfUnit(toMs, 'day', 0, zone) === toMs
  return isStartOfDay ? { date: wallTime(toMs - 1, zone).date, time: '' } : wallTime(toMs, zone)
}
