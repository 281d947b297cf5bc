/** What a clock on the wall of a zone shows at an instant. */
export interface WallTime {
  /** `2026-03-29` */
  readonly date: string
  readonly hour: number
  /** Monday = 1. */
  readonly weekday: number
  /** As written in RFC 3339: `+02:00`. */
  readonly offset: string
}

export type WallClock = (instantMs: number) => WallTime

/** Every offset and every change of clocks since 1990 falls on a quarter of an hour. */
export const quarterHourMs = 15 * 60_000

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const clocks = new Map<string, WallClock>()

/** The wall clock of an IANA zone, read from `Intl.DateTimeFormat` and remembered per quarter of an hour. */
export function wallClockOf(zone: string): WallClock {
  const known = clocks.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    timeZoneName: 'longOffset',
  })
  const seen = new Map<number, WallTime>()
  const clock: WallClock = (instantMs) => {
    const quarter = Math.floor(instantMs / quarterHourMs)
    const remembered = seen.get(quarter)
    if (remembered) return remembered
    const wall = readWallTime(format, quarter * quarterHourMs)
    seen.set(quarter, wall)
    return wall
  }
  clocks.set(zone, clock)
  return clock
}

function readWallTime(format: Intl.DateTimeFormat, instantMs: number): WallTime {
  const parts = new Map(format.formatToParts(instantMs).map((part) => [part.type, part.value]))
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? ''
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    hour: Number(part('hour')),
    weekday: weekdays.indexOf(part('weekday')) + 1,
    offset: part('timeZoneName').slice('GMT'.length) || '+00:00',
  }
}

/** RFC 3339 with the zone's offset; milliseconds only where there are any. */
export function writeInstant(instantMs: number, zone: string): string {
  const wall = wallClockOf(zone)(instantMs)
  // Minutes and seconds of the wall clock: those of the instant moved by the minutes of the offset.
  const shown = new Date(instantMs + Number(`${wall.offset.slice(0, 1)}${wall.offset.slice(4)}`) * 60_000)
  const rest = shown.toISOString().slice(14, 23).replace('.000', '')
  return `${wall.date}T${String(wall.hour).padStart(2, '0')}:${rest}${wall.offset}`
}
