import { dayMs, formatInstant } from '../core/index.ts'
import type { LocalDate } from '../documents/index.ts'

/** The day that a zone has at a moment: `2026-10-02`. */
export function localDay(instantMs: number, zone: string): LocalDate {
  return formatInstant(instantMs, zone).slice(0, 10)
}

/** The day that comes so many days after another. */
export function addDays(day: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}
