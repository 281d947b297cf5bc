import type { ReportFrequency } from '../../contract/index.ts'
import { dayMs, type Period, startOfUnit } from '../../core/index.ts'

const unitOf = { daily: 'day', weekly: 'week', monthly: 'month' } as const
/** Surely within the unit that follows, and further than zones differ. */
const halfMs = { daily: dayMs / 2, weekly: 3.5 * dayMs, monthly: 14 * dayMs } as const

/** The local day, ISO week or month that holds an instant. */
export function periodAround(instantMs: number, frequency: ReportFrequency, zone: string): Period {
  const unit = unitOf[frequency]
  return {
    fromMs: startOfUnit(instantMs, unit, 0, zone),
    toMs: startOfUnit(instantMs, unit, 1, zone),
  }
}

/** The unit after a period, which may be one of another zone: a company that moved loses no day and has none twice. */
export function periodAfter({ toMs }: Period, frequency: ReportFrequency, zone: string): Period {
  return periodAround(toMs + halfMs[frequency], frequency, zone)
}

/** The same unit of another zone. */
export function periodInZone({ fromMs, toMs }: Period, frequency: ReportFrequency, zone: string): Period {
  return periodAround((fromMs + toMs) / 2, frequency, zone)
}
