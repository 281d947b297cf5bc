import { readInstant } from '../../provider-time.ts'

const datePattern = /^(\d\d)?(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?$/

/**
 * The dates of receipts have no zone: `YYMMDDhhmm`, `YYMMDDhhmmss` or `YYYYMMDDhhmmss`. Epoch milliseconds with the offset of the
 * connection; null without one, or where the text is no date.
 */
export function readSmppDate(text: string, utcOffset: string): number | null {
  if (utcOffset === '' || !/^(?:\d{10}|\d{12}|\d{14})$/.test(text)) return null
  const full = text.length === 14 ? text : `20${text}`
  const [, century = '', year = '', month = '', day = '', hour = '', minute = '', second = '00'] =
    datePattern.exec(full) ?? []
  return readInstant(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}${utcOffset}`)
}
