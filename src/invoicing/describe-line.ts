import { dayMs } from '../core/index.ts'
import type { Formats, RateWords, Translate } from '../messages/index.ts'
import type { UsageLine } from './invoice-lines.ts'

/** What lines are written with: in the language of the document, months in the company's zone. */
export interface LineWords {
  readonly t: Translate
  readonly formats: Pick<Formats, 'month' | 'list'>
  readonly rates: RateWords
}

/** A month has as many days and more, so this long after its start it is that month in whatever zone it is read. */
const insideMs = 12 * dayMs

/** `SMS, Advertising: Germany`, and for late facts, quieter, which month they are of. */
export function describeLine(
  line: UsageLine,
  words: LineWords,
): { readonly description: string; readonly detail: string | null } {
  const { t, formats, rates } = words
  const what = [rates.channel(line.channel), ...(line.kind === '' ? [] : [rates.kind(line.kind)])].join(', ')
  const where = destinationOf(line, words)
  return {
    description: where === null ? what : t('invoice_document.line_where', { what, where }),
    detail:
      line.lateMonthMs === null
        ? null
        : t('invoice_document.line_late', { month: formats.month(line.lateMonthMs + insideMs) }),
  }
}

/** Null where the price is the same everywhere. */
function destinationOf({ destination }: UsageLine, { t, rates }: LineWords): string | null {
  if (typeof destination !== 'string')
    return t('invoice_document.line_destinations', { n: destination.count })
  return destination === 'any' ? null : rates.destination(destination)
}
