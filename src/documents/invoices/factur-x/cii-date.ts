import type { LocalDate } from '../invoice-document.ts'
import { element, type XmlElement } from './xml.ts'

/**
 * A day in format 102 of UNTDID 2379: `20261002`.
 *
 * @param namespace `qdt` where the schema wants a qualified date
 */
export function dateTime(day: LocalDate, namespace: 'udt' | 'qdt' = 'udt'): XmlElement {
  return element(`${namespace}:DateTimeString`, day.replaceAll('-', ''), { format: '102' })
}
