import { offsetMsAt } from './offset-segments.ts'

const minuteMs = 60_000

/**
 * An instant as RFC 3339 with the zone's offset at that instant: `2026-09-01T00:00:00+02:00`. Milliseconds are
 * written only where there are any. Offsets with seconds (local mean times before 1972) are rounded to the minute, as
 * RFC 3339 knows no others; the instant stays exact.
 */
export function formatInstant(instantMs: number, zone: string): string {
  return formatWithOffset(instantMs, offsetMsAt(instantMs, zone))
}

/** The same for an offset that is known already, in milliseconds. */
export function formatWithOffset(instantMs: number, offsetMs: number): string {
  const offsetMinutes = Math.round(offsetMs / minuteMs)
  const wall = new Date(instantMs + offsetMinutes * minuteMs).toISOString()
  const seconds = wall.endsWith('.000Z') ? wall.slice(0, -5) : wall.slice(0, -1)
  const magnitude = Math.abs(offsetMinutes)
  const hours = String(Math.floor(magnitude / 60)).padStart(2, '0')
  const minutes = String(magnitude % 60).padStart(2, '0')
  return `${seconds}${offsetMinutes < 0 ? '-' : '+'}${hours}:${minutes}`
}
