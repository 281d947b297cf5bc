import { durationParts } from './duration-parts.ts'
import { type Language, localeOf, numberLocaleOf } from './language.ts'

/** Stands where there is no value. Say the reason beside it; never write 0 for it. */
export const noValue = '–'

type Maybe<T> = T | null | undefined
/** As in the API: a decimal string and an ISO 4217 currency. */
export interface MoneyValue {
  readonly amount: string
  readonly currency: string
}
/** RFC 3339 text, epoch milliseconds, or a Date. */
export type InstantValue = string | number | Date

/** Writes values for a reader: the language's way, instants in one zone. Null gives an en dash everywhere. */
export interface Formats {
  readonly language: Language
  readonly timeZone: string
  /** In full, with separators of thousands: `12,345`. */
  number(value: Maybe<number>): string
  /** At most three significant digits: `12.3K`. For cards; the full number goes into the tooltip. */
  compact(value: Maybe<number>): string
  /** A share of 1 as a percentage of at most three significant digits; never rounded up to 100 % or down to 0 %. */
  percent(ratio: Maybe<number>): string
  /** A change of a ratio by its previous value, signed: `+12.3%`. */
  change(ratio: Maybe<number>): string
  /** Milliseconds as `2 min 14 s`, in the two largest units. */
  duration(milliseconds: Maybe<number>): string
  /** With its currency, in cents. */
  money(value: Maybe<MoneyValue>): string
  /** With its currency and every decimal place that is given, for prices of a fraction of a cent; with `places` at least so many. */
  moneyExact(value: Maybe<MoneyValue>, places?: number): string
  /** At most three significant digits: `€12.3K`. */
  moneyCompact(value: Maybe<MoneyValue>): string
  /** `3 Sept 2026`. */
  date(value: Maybe<InstantValue>): string
  /** `3 Sept`, for axes. */
  dayMonth(value: Maybe<InstantValue>): string
  /** `14:03`. */
  time(value: Maybe<InstantValue>): string
  /** `14:03:07`. */
  timeExact(value: Maybe<InstantValue>): string
  /** `3 Sept 2026, 14:03`. */
  dateTime(value: Maybe<InstantValue>): string
  /** `3 Sept 2026, 14:03:07`. */
  dateTimeExact(value: Maybe<InstantValue>): string
  /** `September 2026`. */
  month(value: Maybe<InstantValue>): string
  /** `Mon`, from ISO weekday 1 (Monday) to 7. */
  weekday(isoWeekday: number): string
  /** Country name from its ISO 3166-1 alpha-2 code; the code itself where it is not known. */
  country(code: Maybe<string>): string
  /** `Europe/Berlin, GMT+2` at the given instant. */
  zone(at: InstantValue): string
  /** Items joined as a list: `a, b and c`. */
  list(items: readonly string[]): string
}

/** @param options.timeZone IANA name: the company's, never the reader's. */
export function createFormats(options: { readonly language: Language; readonly timeZone: string }): Formats {
  const { language, timeZone } = options
  const locale = localeOf[language]
  return {
    language,
    timeZone,
    ...numberFormats(numberLocaleOf[language], language),
    ...moneyFormats(numberLocaleOf[language]),
    ...dateFormats(locale, timeZone),
    ...nameFormats(locale, timeZone),
  }
}

function orDash<T>(write: (value: T) => string): (value: Maybe<T>) => string {
  return (value) => (value === null || value === undefined ? noValue : write(value))
}

function numberFormats(locale: string, language: Language) {
  const whole = new Intl.NumberFormat(locale)
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 })
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 3 })
  const shareDown = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumSignificantDigits: 3,
    roundingMode: 'trunc',
  })
  const signed = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumSignificantDigits: 3,
    signDisplay: 'exceptZero',
  })
  return {
    number: orDash((value: number) => whole.format(value)),
    compact: orDash((value: number) => short.format(value)),
    percent: orDash((ratio: number) => (ratio > 0.99 && ratio < 1 ? shareDown : share).format(ratio)),
    change: orDash((ratio: number) => signed.format(ratio)),
    duration: orDash((milliseconds: number) => {
      const parts = durationParts(milliseconds)
      const sign = milliseconds < 0 ? '\u2212' : ''
      return (
        sign +
        parts.map((part) => `${whole.format(part.value)}\u00a0${unitWords[language][part.unit]}`).join(' ')
      )
    }),
  }
}

const unitWords = {
  en: { ms: 'ms', s: 's', min: 'min', h: 'h', d: 'd' },
  ru: { ms: 'мс', s: 'с', min: 'мин', h: 'ч', d: 'д' },
} as const

function moneyFormats(locale: string) {
  const formats = new Map<string, Intl.NumberFormat>()
  const write = (value: MoneyValue, kind: string, options: () => Intl.NumberFormatOptions): string => {
    const key = `${kind} ${value.currency}`
    const format =
      formats.get(key) ??
      new Intl.NumberFormat(locale, { style: 'currency', currency: value.currency, ...options() })
    formats.set(key, format)
    // A decimal string goes in as it is: turning it into a float first would round large sums.
    return isDecimal(value.amount) ? format.format(value.amount) : noValue
  }
  return {
    money: orDash((value: MoneyValue) => write(value, 'cents', () => ({}))),
    moneyExact: (value: Maybe<MoneyValue>, places = 0) =>
      value === null || value === undefined
        ? noValue
        : write(value, `exact ${places}`, () => ({
            ...(places > minorDigitsOf(value.currency) && { minimumFractionDigits: places }),
            maximumFractionDigits: 12,
          })),
    moneyCompact: orDash((value: MoneyValue) =>
      write(value, 'compact', () => ({
        notation: 'compact',
        maximumSignificantDigits: 3,
        minimumFractionDigits: 0,
      })),
    ),
  }
}

/** Places that amounts of the currency are written with. */
function minorDigitsOf(currency: string): number {
  const { minimumFractionDigits = 0 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  return minimumFractionDigits
}

function isDecimal(text: string): text is `${number}` {
  return /^-?\d+(\.\d+)?$/.test(text)
}

/** Russian dates end in «г.»; a year that stands in a table needs no word. */
const yearWord = /[\s\u00a0\u202f]г\./u

function dateFormats(locale: string, timeZone: string) {
  const writer = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options })
    return orDash((value: InstantValue) => {
      const date = new Date(value)
      return Number.isNaN(date.getTime()) ? noValue : format.format(date).replace(yearWord, '')
    })
  }
  const day = { day: 'numeric', month: 'short', year: 'numeric' } as const
  const clock = { hour: '2-digit', minute: '2-digit' } as const
  const exactClock = { ...clock, second: '2-digit' } as const
  return {
    date: writer(day),
    dayMonth: writer({ day: 'numeric', month: 'short' }),
    time: writer(clock),
    timeExact: writer(exactClock),
    dateTime: writer({ ...day, ...clock }),
    dateTimeExact: writer({ ...day, ...exactClock }),
    month: writer({ month: 'long', year: 'numeric' }),
  }
}

function nameFormats(locale: string, timeZone: string) {
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' })
  const offsets = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortOffset' })
  const lists = new Intl.ListFormat(locale)
  return {
    // 1 January 2024 was a Monday.
    weekday: (isoWeekday: number) => weekdays.format(new Date(Date.UTC(2024, 0, isoWeekday))),
    country: orDash((code: string) => (/^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code)),
    zone: (at: InstantValue) => {
      const name = offsets.formatToParts(new Date(at)).find((part) => part.type === 'timeZoneName')
      return name ? `${timeZone}, ${name.value}` : timeZone
    },
    list: (items: readonly string[]) => lists.format(items),
  }
}
