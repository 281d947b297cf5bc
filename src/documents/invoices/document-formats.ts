import { decimalPlaces, type Language, localeOf, numberLocaleOf } from '../../messages/index.ts'
import type { Decimal, LocalDate } from './invoice-document.ts'

/** Writes the values of a document in its language. Decimals are never turned into floats. */
export interface DocumentFormats {
  /** `2 October 2026`. */
  longDate(day: LocalDate): string
  /** `1–30 September 2026`. */
  dates(from: LocalDate, to: LocalDate): string
  /** In the minor unit, without the currency: `1,234.50`. */
  amount(value: Decimal): string
  /** With the currency: `€1,234.50`. */
  money(value: Decimal): string
  /** A tax in another currency than the document's. */
  moneyOf(value: Decimal, currency: string): string
  /** All with the same number of places, so that they stand below one another; never cut. */
  unitPrices(values: readonly Decimal[]): string[]
  quantity(value: Decimal): string
  /** Of a rate given in percent: `19%`, `5.5%`. */
  percent(value: Decimal): string
}

export function createDocumentFormats(options: {
  readonly language: Language
  readonly currency: string
  readonly minorDigits: number
}): DocumentFormats {
  const { currency, minorDigits } = options
  const locale = numberLocaleOf[options.language]
  const places = { minimumFractionDigits: minorDigits, maximumFractionDigits: minorDigits }
  const days = dayFormats[options.language]
  return {
    longDate: (day) => days.format(dateOf(day)),
    dates: (from, to) => days.formatRange(dateOf(from), dateOf(to)),
    amount: writerOf(locale, places),
    money: writerOf(locale, { ...places, style: 'currency', currency }),
    moneyOf: (value, other) => writerOf(locale, { style: 'currency', currency: other })(value),
    unitPrices: (values) => {
      const most = Math.max(minorDigits, decimalPlaces(values))
      return values.map(writerOf(locale, { minimumFractionDigits: most, maximumFractionDigits: most }))
    },
    quantity: writerOf(locale, { maximumFractionDigits: 12 }),
    percent: (value) => {
      const written = writerOf(locale, { maximumFractionDigits: 4 })(value)
      return options.language === 'ru' ? `${written}\u00a0%` : `${written}%`
    },
  }
}

const dayFormats = {
  en: new Intl.DateTimeFormat(localeOf.en, { dateStyle: 'long', timeZone: 'UTC' }),
  ru: new Intl.DateTimeFormat(localeOf.ru, { dateStyle: 'long', timeZone: 'UTC' }),
} satisfies Record<Language, Intl.DateTimeFormat>

/** @throws RangeError for what is no decimal number: a finished document has none such */
function writerOf(locale: string, options: Intl.NumberFormatOptions): (value: Decimal) => string {
  const format = numberFormat(locale, options)
  return (value) => {
    if (!isDecimal(value)) throw new RangeError(`No decimal number: ${value}`)
    return format.format(value).replace('-', '\u2212')
  }
}

const numberFormats = new Map<string, Intl.NumberFormat>()

/** One takes longer to make than a document takes to write with it; there are as many as languages and currencies. */
function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify([locale, options])
  const format = numberFormats.get(key) ?? new Intl.NumberFormat(locale, options)
  numberFormats.set(key, format)
  return format
}

function isDecimal(text: string): text is `${number}` {
  return /^-?\d+(\.\d+)?$/.test(text)
}

/** Noon in UTC: the same day wherever it is read. */
export function dateOf(day: LocalDate): Date {
  return new Date(`${day}T12:00:00Z`)
}
