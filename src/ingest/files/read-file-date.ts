import type { ImportDateOrder } from '../../contract/index.ts'
import { parseInstantMs } from '../event-time.ts'
import { readSmppDate } from '../providers/smpp-text/smpp-date.ts'
import type { ZoneClock } from './zone-clock.ts'

/** A date as a file has it; `no_such_time`: the clocks of the zone never showed it. */
export type FileDate = { readonly timeMs: number } | 'invalid_date' | 'no_such_time'

export interface DateReading {
  readonly order: ImportDateOrder
  /** For dates without an offset. */
  readonly clock: ZoneClock
}

const time = String.raw`(?:[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp])?\.?(?:[Mm]\.?)?)?`
const zone = String.raw`\s*(Z|UTC|GMT|(?:UTC|GMT)?\s*[+-]\d{1,2}:?\d{2}|(?:UTC|GMT)\s*[+-]\d{1,2})?`
const tail = `${time}${zone}$`
const yearFirst = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${tail}`, 'i')
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${tail}`, 'i')
const dayAndName = new RegExp(
  String.raw`^(?:\p{L}{2,9}\.?,?\s+)?(\d{1,2})[\s-]+(\p{L}{3,9})\.?,?[\s-]+(\d{4})(?:\s*г\.?)?${tail}`,
  'iu',
)
const nameAndDay = new RegExp(
  String.raw`^(?:\p{L}{3,9},?\s+)?(\p{L}{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})${tail}`,
  'iu',
)
const epoch = /^(\d{10})(?:\.\d{1,9})?$|^(\d{13})$/
const packed = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})(Z)?)?$/i
const maxLength = 60

const monthNames: readonly (readonly string[])[] = [
  ['jan', 'янв'],
  ['feb', 'фев'],
  ['mar', 'мар'],
  ['apr', 'апр'],
  ['may', 'мая', 'май'],
  ['jun', 'июн'],
  ['jul', 'июл'],
  ['aug', 'авг'],
  ['sep', 'сен'],
  ['oct', 'окт'],
  ['nov', 'ноя'],
  ['dec', 'дек'],
]

/**
 * A date as logs of messages write it: with the year first or last, the name of the month in English or Russian, epoch seconds or
 * milliseconds, with an offset or without. A day alone is its beginning.
 */
export function readFileDate(written: string, { order, clock }: DateReading): FileDate {
  const text = written.trim()
  if (text.length > maxLength) return 'invalid_date'
  const seconds = epoch.exec(text)
  if (seconds) return { timeMs: seconds[1] === undefined ? Number(text) : Math.trunc(Number(text) * 1_000) }
  const wall = readWall(text, order)
  if (wall === null) return 'invalid_date'
  // A wall time is checked as an instant in UTC is: days and hours that do not exist are refused.
  const localMs = parseInstantMs(`${wall.date}T${wall.time}Z`)
  if (localMs === null) return 'invalid_date'
  if (wall.offset !== null) {
    const instant = parseInstantMs(`${wall.date}T${wall.time}${wall.offset}`)
    return instant === null ? 'invalid_date' : { timeMs: instant }
  }
  const timeMs = clock(localMs)
  return timeMs === null ? 'no_such_time' : { timeMs }
}

/** The date of an SMPP receipt, in the zone of the file. */
export function readReceiptDate(written: string, clock: ZoneClock): FileDate {
  const localMs = readSmppDate(written, 'Z')
  if (localMs === null) return 'invalid_date'
  const timeMs = clock(localMs)
  return timeMs === null ? 'no_such_time' : { timeMs }
}

interface Wall {
  readonly date: string
  readonly time: string
  /** Of RFC 3339; null where none is written. */
  readonly offset: string | null
}

function readWall(text: string, order: ImportDateOrder): Wall | null {
  const first = yearFirst.exec(text)
  if (first) return wallOf(first[1], first[3], first[4], first.slice(5))
  const last = yearLast.exec(text)
  if (last) {
    const [, a, , b, year = ''] = last
    const full = year.length === 2 ? `20${year}` : year
    return order === 'day_first' ? wallOf(full, b, a, last.slice(5)) : wallOf(full, a, b, last.slice(5))
  }
  const named = dayAndName.exec(text)
  if (named) return wallOf(named[3], monthOf(named[2]), named[1], named.slice(4))
  const american = nameAndDay.exec(text)
  if (american) return wallOf(american[3], monthOf(american[1]), american[2], american.slice(4))
  const [whole, year, month, day, hour = '00', minute = '00', second = '00', utc] = packed.exec(text) ?? []
  if (whole === undefined) return null
  return wallOf(year, month, day, [hour, minute, second, undefined, undefined, utc])
}

function monthOf(name = ''): string | undefined {
  const start = name.toLowerCase().slice(0, 3)
  const place = monthNames.findIndex((names) => names.includes(start))
  return place < 0 ? undefined : String(place + 1)
}

function wallOf(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  [hour = '0', minute = '00', second = '00', fraction, half, offset]: readonly (string | undefined)[],
): Wall | null {
  if (year === undefined || month === undefined || day === undefined) return null
  const hours = half === undefined ? Number(hour) : hourOfHalf(Number(hour), half)
  if (hours === null) return null
  return {
    date: `${year}-${two(month)}-${two(day)}`,
    time: `${two(hours)}:${minute}:${second}${fraction === undefined ? '' : `.${fraction}`}`,
    offset: offset === undefined ? null : offsetOf(offset),
  }
}

function two(part: string | number): string {
  return String(part).padStart(2, '0')
}

/** 12 AM is midnight, 12 PM noon. */
function hourOfHalf(hour: number, half: string): number | null {
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

function offsetOf(written: string): string {
  const match = /([+-])(\d{1,2}):?(\d{2})?$/.exec(written)
  if (!match) return 'Z'
  const [, sign = '+', hours = '0', minutes = '00'] = match
  return `${sign}${hours.padStart(2, '0')}:${minutes}`
}

const ordered = /^(\d{1,2})([-/.])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)/

/** Which of the two comes first in dates that end with their year, as far as these tell; days by themselves. */
export function guessDateOrder(dates: Iterable<string>): ImportDateOrder {
  let guess: ImportDateOrder | null = null
  for (const date of dates) {
    const match = ordered.exec(date.trim())
    if (!match) continue
    if (Number(match[1]) > 12) return 'day_first'
    if (Number(match[3]) > 12) return 'month_first'
    if (match[2] === '/' && /[ap]\.?m\.?\s*$/i.test(date)) guess = 'month_first'
  }
  return guess ?? 'day_first'
}
