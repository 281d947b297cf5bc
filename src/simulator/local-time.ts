import { dayMs, hourMs, isoWeekday, offsetSegments, type Period } from '../core/index.ts'

/** What a calendar on the wall shows. */
export interface LocalTime {
  /** Monday = 1. */
  readonly weekday: number
  readonly hour: number
  /** Share of the hour that has passed. */
  readonly hourShare: number
  /** `0903` for 3 September. */
  readonly monthAndDay: string
}

/** The local time of instants of a period (epoch ms), asked in ascending order or not. */
export function localTimes(period: Period, zone: string): (instantMs: number) => LocalTime {
  const segments = offsetSegments(period, zone)
  let current = segments[0]
  return (instantMs) => {
    if (!current || instantMs < current.fromMs || instantMs >= current.toMs)
      current = segments.find(({ fromMs, toMs }) => instantMs >= fromMs && instantMs < toMs) ?? current
    const localMs = instantMs + (current?.offsetMs ?? 0)
    const sinceMidnightMs = ((localMs % dayMs) + dayMs) % dayMs
    return {
      weekday: isoWeekday(localMs),
      hour: Math.floor(sinceMidnightMs / hourMs),
      hourShare: (sinceMidnightMs % hourMs) / hourMs,
      monthAndDay: new Date(localMs).toISOString().slice(5, 10).replace('-', ''),
    }
  }
}
