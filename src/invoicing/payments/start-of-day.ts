import { offsetMsAt, startOfUnit } from '../../core/time/index.ts'

/** The first instant of a calendar day, `2026-10-02`, in a zone (IANA name). */
export function startOfDay(day: string, zone: string): number {
  const noonMs = Date.parse(`${day}T12:00:00Z`)
  return startOfUnit(noonMs - offsetMsAt(noonMs, zone), 'day', 0, zone)
}
