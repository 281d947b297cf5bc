import { dayMs, isoWeekday, offsetSegments, type Period } from '../core/index.ts'
import type { BusinessCalendar, CalendarVersion, OpenInterval } from './chat-settings.ts'

/** The stretches of a period in which a calendar is open, ascending, apart from each other, half-open, as instants. */
export interface OpenStretches {
  readonly fromMs: Float64Array
  readonly toMs: Float64Array
  /** Open time of the period before each stretch. */
  readonly beforeMs: Float64Array
  readonly totalMs: number
}

const minuteMs = 60_000

/** What is open when is said in `business-time.ts`. */
export function openStretches(calendar: BusinessCalendar, period: Period): OpenStretches {
  const stretches: { fromMs: number; toMs: number }[] = []
  for (const [index, version] of calendar.versions.entries()) {
    const fromMs = Math.max(version.fromMs, period.fromMs)
    const toMs = Math.min(calendar.versions[index + 1]?.fromMs ?? period.toMs, period.toMs)
    if (fromMs < toMs) addVersion(stretches, version, { fromMs, toMs })
  }
  let totalMs = 0
  const beforeMs = stretches.map(({ fromMs, toMs }) => {
    totalMs += toMs - fromMs
    return totalMs - (toMs - fromMs)
  })
  return {
    fromMs: Float64Array.from(stretches, ({ fromMs }) => fromMs),
    toMs: Float64Array.from(stretches, ({ toMs }) => toMs),
    beforeMs: Float64Array.from(beforeMs),
    totalMs,
  }
}

/** While a zone's offset stays the same, its wall time is a shift of the instant, and hours of a day a cut of it. */
function addVersion(
  stretches: { fromMs: number; toMs: number }[],
  version: CalendarVersion,
  period: Period,
): void {
  for (const { fromMs, toMs, offsetMs } of offsetSegments(period, version.timeZone)) {
    const lastDay = Math.floor((toMs - 1 + offsetMs) / dayMs)
    for (let day = Math.floor((fromMs + offsetMs) / dayMs); day <= lastDay; day++) {
      const midnightMs = day * dayMs - offsetMs
      for (const { fromMinute, toMinute } of hoursOf(version, day * dayMs)) {
        const openMs = Math.max(midnightMs + fromMinute * minuteMs, fromMs)
        const closeMs = Math.min(midnightMs + toMinute * minuteMs, toMs)
        if (openMs < closeMs) addStretch(stretches, openMs, closeMs)
      }
    }
  }
}

function addStretch(stretches: { fromMs: number; toMs: number }[], fromMs: number, toMs: number): void {
  const last = stretches.at(-1)
  if (last?.toMs === fromMs) last.toMs = toMs
  else stretches.push({ fromMs, toMs })
}

function hoursOf(version: CalendarVersion, localMidnightMs: number): readonly OpenInterval[] {
  const date = new Date(localMidnightMs).toISOString().slice(0, 10)
  return version.days.get(date) ?? version.weekdays[isoWeekday(localMidnightMs) - 1] ?? []
}
