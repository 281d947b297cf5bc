import { callChannel } from '../contract/index.ts'
import { divideRounded, toDecimal } from '../core/index.ts'
import type { InvoiceDocument, InvoiceLine, InvoiceUnit } from '../documents/index.ts'
import { describeLine, type LineWords } from './describe-line.ts'
import { type DocumentFrame, frameDocument } from './frame-document.ts'
import type { UsageLine } from './invoice-lines.ts'
import { percentOf, trimmed } from './written-numbers.ts'

/** Everything that an invoice of usage says, before it has its number. */
export interface DocumentParts extends DocumentFrame {
  readonly kind: 'invoice'
  readonly lines: readonly UsageLine[]
  readonly words: LineWords
}

const units: readonly InvoiceUnit[] = ['message', 'segment', 'second', 'minute']

/** The frozen snapshot of an invoice of usage, as `frameDocument` makes it. */
export function buildDocument(parts: DocumentParts): InvoiceDocument {
  const lines = parts.lines.map((line, index) => toLine(line, index + 1, parts))
  return frameDocument(parts, lines, parts.words.t)
}

function toLine(
  line: UsageLine,
  position: number,
  { words, treatment, minorDigits }: DocumentParts,
): InvoiceLine {
  return {
    position,
    ...describeLine(line, words),
    quantity: quantityOf(line),
    unit: unitOf(line),
    unitPrice: trimmed(toDecimal(line.priceMicros, 6), minorDigits),
    net: toDecimal(line.netMicros, minorDigits),
    tax: { category: treatment.category, ratePercent: percentOf(treatment) },
  }
}

/** A price per message is one per call where it is of calls, which are no messages. */
function unitOf({ unit, channel }: UsageLine): InvoiceUnit {
  if (channel === callChannel && unit === 'message') return 'one'
  return units.find((each) => each === unit) ?? 'one'
}

const secondsPerMinute = 60n

/** Calls are counted in seconds: of a price per minute the quantity is in minutes, to six places. */
function quantityOf({ unit, quantity }: UsageLine): string {
  if (unit !== 'minute') return quantity.toString()
  return trimmed(toDecimal(divideRounded(quantity * 1_000_000n, secondsPerMinute), 6), 0)
}
