import { offsetMsAt } from './offset-segments.ts'
import type { Period } from './period.ts'
import { startOfUnit } from './start-of-unit.ts'

export const periodPresets = [
  'today',
  'yesterday',
  'last_7_days',
  'last_30_days',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
] as const
export type PeriodPreset = (typeof periodPresets)[number]

/**
 * The whole local days, months, quarters or years that a preset means at an instant. `last_7_days` and
 * `last_30_days` include today; `this_…` runs to the end of the unit, so that a link means the same all day long.
 */
export function presetPeriod(preset: PeriodPreset, nowMs: number, zone: string): Period {
  const days = (from: number, to: number): Period => span(nowMs, 'day', from, to, zone)
  const months = (from: number, to: number): Period => span(nowMs, 'month', from, to, zone)
  const { monthOfQuarter, monthOfYear } = monthPlace(nowMs, zone)
  switch (preset) {
    case 'today':
      return days(0, 1)
    case 'yesterday':
      return days(-1, 0)
    case 'last_7_days':
      return days(-6, 1)
    case 'last_30_days':
      return days(-29, 1)
    case 'this_month':
      return months(0, 1)
    case 'last_month':
      return months(-1, 0)
    case 'this_quarter':
      return months(-monthOfQuarter, 3 - monthOfQuarter)
    case 'last_quarter':
      return months(-monthOfQuarter - 3, -monthOfQuarter)
    case 'this_year':
      return months(-monthOfYear, 12 - monthOfYear)
    case 'last_year':
      return months(-monthOfYear - 12, -monthOfYear)
  }
}

function span(nowMs: number, unit: 'day' | 'month', from: number, to: number, zone: string): Period {
  return { fromMs: startOfUnit(nowMs, unit, from, zone), toMs: startOfUnit(nowMs, unit, to, zone) }
}

/** Place of the local month in its quarter (0–2) and year (0–11). */
function monthPlace(nowMs: number, zone: string): { monthOfQuarter: number; monthOfYear: number } {
  const monthOfYear = new Date(nowMs + offsetMsAt(nowMs, zone)).getUTCMonth()
  return { monthOfQuarter: monthOfYear % 3, monthOfYear }
}
