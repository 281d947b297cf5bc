import type { CalendarVersionPut, DayHours } from '../../../../../src/contract/index.ts'
import { minuteOf, parseTime } from './parse-time.ts'

/** Hours as they are typed. */
export interface HoursValue {
  from: string
  to: string
}

export type CalendarValues = {
  name: string
  isFromFirst: boolean
  date: string
  time_zone: string
  weekdays: HoursValue[][]
  days: { date: string; name: string; hours: HoursValue[] }[]
}

/** Codes of the words of what is wrong, by field of the form. */
type Faults = Record<string, 'time_wrong' | 'hours_order' | 'hours_overlap' | 'date_missing' | 'date_twice'>

const office = (): HoursValue[] => [{ from: '09:00', to: '18:00' }]

/** Working days from nine to six: most people only change the hours. */
export function newWeek(): HoursValue[][] {
  return [office(), office(), office(), office(), office(), [], []]
}

export function toValues(
  version: Pick<CalendarVersionPut, 'time_zone' | 'weekdays' | 'days'>,
): Pick<CalendarValues, 'time_zone' | 'weekdays' | 'days'> {
  return {
    time_zone: version.time_zone,
    weekdays: version.weekdays.map((hours) => hours.map((each) => ({ ...each }))),
    days: version.days.map(({ date, name, hours }) => ({
      date,
      name,
      hours: hours.map((each) => ({ ...each })),
    })),
  }
}

/** Values without faults as the API takes them. */
export function fromValues(
  { time_zone, weekdays, days }: Pick<CalendarValues, 'time_zone' | 'weekdays' | 'days'>,
  from: string | null,
): CalendarVersionPut {
  return {
    from,
    time_zone,
    weekdays: weekdays.map(toHours),
    days: days.map(({ date, name, hours }) => ({ date, name: name.trim(), hours: toHours(hours) })),
  }
}

function toHours(hours: readonly HoursValue[]): DayHours[] {
  return hours.map(({ from, to }) => ({ from: parseTime(from) ?? from, to: parseTime(to) ?? to }))
}

/** The next hours of a day: after the last ones, until the evening. */
export function nextHours(hours: readonly HoursValue[]): HoursValue {
  const last = hours.at(-1)
  const end = last === undefined ? null : parseTime(last.to)
  if (end === null) return { from: '09:00', to: '18:00' }
  const from = Math.min(minuteOf(end) + 60, 1_439)
  const text = `${String(Math.floor(from / 60)).padStart(2, '0')}:${String(from % 60).padStart(2, '0')}`
  return { from: text, to: from < minuteOf('18:00') ? '18:00' : '24:00' }
}

/** What of the hours and special days cannot be right. */
export function hoursFaults({ weekdays, days }: Pick<CalendarValues, 'weekdays' | 'days'>): Faults {
  return Object.assign(
    {},
    ...weekdays.map((hours, index) => faultsOfDay(`weekdays.${index}`, hours)),
    ...days.map(({ hours }, index) => faultsOfDay(`days.${index}.hours`, hours)),
    ...days.map(({ date }, index): Faults => {
      if (date === '') return { [`days.${index}.date`]: 'date_missing' }
      const isTwice = days.findIndex((other) => other.date === date) < index
      return isTwice ? { [`days.${index}.date`]: 'date_twice' } : {}
    }),
  )
}

function faultsOfDay(path: string, hours: readonly HoursValue[]): Faults {
  const faults: Faults = {}
  let endMinute = 0
  for (const [index, { from, to }] of hours.entries()) {
    const begins = parseTime(from)
    const ends = parseTime(to)
    if (begins === null || begins === '24:00') faults[`${path}.${index}.from`] = 'time_wrong'
    else if (minuteOf(begins) < endMinute) faults[`${path}.${index}.from`] = 'hours_overlap'
    if (ends === null) faults[`${path}.${index}.to`] = 'time_wrong'
    else if (begins !== null && minuteOf(ends) <= minuteOf(begins))
      faults[`${path}.${index}.to`] = 'hours_order'
    if (ends !== null) endMinute = Math.max(endMinute, minuteOf(ends))
  }
  return faults
}
