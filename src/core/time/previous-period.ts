import { floorLocal } from './local-calendar.ts'
import { offsetMsAt } from './offset-segments.ts'
import { dayMs, type Period } from './period.ts'
import { startOfUnit } from './start-of-unit.ts'

/**
 * The period to compare with, which ends where the given one starts: as many local months before for whole local
 * months, as many local days before for whole local days, else the same length before.
 */
export function previousPeriod(period: Period, zone: string): Period {
  const months = wholeUnits(period, 'month', zone)
  if (months !== undefined) return unitsBefore(period, 'month', months, zone)
  const days = wholeUnits(period, 'day', zone)
  if (days !== undefined) return unitsBefore(period, 'day', days, zone)
  return { fromMs: period.fromMs - (period.toMs - period.fromMs), toMs: period.fromMs }
}

/** Number of whole local units from one start to another; undefined where an end is not the start of a unit. */
function wholeUnits(period: Period, granularity: 'day' | 'month', zone: string): number | undefined {
  if (startOfUnit(period.fromMs, granularity, 0, zone) !== period.fromMs) return undefined
  if (startOfUnit(period.toMs, granularity, 0, zone) !== period.toMs) return undefined
  const fromLocal = floorLocal(period.fromMs + offsetMsAt(period.fromMs, zone), granularity)
  const toLocal = floorLocal(period.toMs + offsetMsAt(period.toMs, zone), granularity)
  if (granularity === 'day') return (toLocal - fromLocal) / dayMs
  return monthNumber(toLocal) - monthNumber(fromLocal)
}

function monthNumber(localMs: number): number {
  const date = new Date(localMs)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

function unitsBefore(period: Period, granularity: 'day' | 'month', count: number, zone: string): Period {
  return { fromMs: startOfUnit(period.fromMs, granularity, -count, zone), toMs: period.fromMs }
}
