import type { CalendarVersionPut, DayHours } from '../contract/index.ts'
import { isTimeZone } from '../core/index.ts'
import { minuteOf } from './minute-of.ts'
import type { SettingFault } from './settings-refused.ts'
import { momentFaults } from './version-moment.ts'

/** What of a version cannot be right, by paths below `base`. */
export function calendarVersionFaults(
  base: string,
  version: CalendarVersionPut,
  nowMs: number,
): readonly SettingFault[] {
  return [
    ...momentFaults(`${base}from`, version.from, nowMs),
    ...(isTimeZone(version.time_zone)
      ? []
      : [{ path: `${base}time_zone`, code: 'unknown_time_zone' } as const]),
    ...version.weekdays.flatMap((hours, index) => hoursFaults(`${base}weekdays/${index}`, hours)),
    ...version.days.flatMap(({ hours }, index) => hoursFaults(`${base}days/${index}/hours`, hours)),
    ...version.days.flatMap(({ date }, index) =>
      version.days.findIndex((other) => other.date === date) < index
        ? [{ path: `${base}days/${index}/date`, code: 'date_twice' } as const]
        : [],
    ),
  ]
}

function hoursFaults(path: string, hours: readonly DayHours[]): readonly SettingFault[] {
  return hours.flatMap(({ from, to }, index): readonly SettingFault[] => {
    if (minuteOf(to) <= minuteOf(from)) return [{ path: `${path}/${index}/to`, code: 'hours_order' }]
    const before = hours[index - 1]
    if (before && minuteOf(before.to) > minuteOf(from))
      return [{ path: `${path}/${index}/from`, code: 'hours_overlap' }]
    return []
  })
}
