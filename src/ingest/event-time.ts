const instantPattern =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,12}))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/
const minuteMs = 60_000
const dayMs = 86_400_000

/** Clocks of senders run ahead by minutes or a wrong zone, not by more than a day. */
const maxAheadMs = dayMs
/** History is imported for some years; a date further back is a clock that was never set. */
const maxAgeMs = 5 * 366 * dayMs

/**
 * Epoch milliseconds of an RFC 3339 instant; finer fractions are cut off, a leap second counts as the next second.
 * Null when the text is not one, a day that does not exist included (`Date.parse` would roll 30 February over).
 */
export function parseInstantMs(text: string): number | null {
  const match = instantPattern.exec(text)
  if (!match) return null
  const [, year, month, day, hour, minute, second, fraction = '', sign, zoneHour, zoneMinute] = match
  const months = Number(month)
  const days = Number(day)
  if (months < 1 || months > 12 || days < 1 || days > daysInMonth(Number(year), months)) return null
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null
  if (sign !== undefined && (Number(zoneHour) > 23 || Number(zoneMinute) > 59)) return null
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'))
  const local = Date.UTC(
    Number(year),
    months - 1,
    days,
    Number(hour),
    Number(minute),
    Number(second),
    milliseconds,
  )
  if (sign === undefined) return local
  const offsetMs = (Number(zoneHour) * 60 + Number(zoneMinute)) * minuteMs
  return sign === '+' ? local - offsetMs : local + offsetMs
}

/** Whether an instant can be the time of an event received at `nowMs`: at most a day ahead, at most five years old. */
export function isPlausibleEventTime(timeMs: number, nowMs: number): boolean {
  return timeMs <= nowMs + maxAheadMs && timeMs >= nowMs - maxAgeMs
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
