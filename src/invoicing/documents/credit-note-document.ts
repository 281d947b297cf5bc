import { toDecimal } from '../../core/index.ts'
import type { InvoiceDocument, InvoiceLine, InvoiceTax } from '../../documents/index.ts'
import { createTranslate, type Translate } from '../../messages/index.ts'
import { type InvoiceAmounts, taxOf } from '../invoice-amounts.ts'
import { basisPointsOf } from '../written-numbers.ts'
import type { CreditedLine } from './credit-lines.ts'

export interface CreditNoteParts {
  /** As it was issued: both sides, currency, language and tax are those of the invoice. */
  readonly invoice: InvoiceDocument
  /** Of the invoice's net, what credit notes took back before. */
  readonly creditedBeforeMicros: bigint
  readonly lines: readonly CreditedLine[]
  readonly issuedOn: string
  readonly reason: string
}

export type CreditNoteAmounts = InvoiceAmounts & {
  readonly prepaidMicros: bigint
  readonly dueMicros: bigint
}

/**
 * The sums of a credit note. Its tax is what the tax of all that is taken back by now comes to, less what was given back before: so
 * the credit notes of an invoice that is taken back in full, in however many pieces, give back exactly its tax. That of one piece
 * may be a minor unit off the tax of its own net.
 */
export function creditNoteAmounts(parts: Omit<CreditNoteParts, 'issuedOn' | 'reason'>): CreditNoteAmounts {
  const { invoice, creditedBeforeMicros, lines } = parts
  const netMicros = lines.reduce((sum, line) => sum + line.netMicros, 0n)
  const taxUpTo = (micros: bigint) =>
    taxOf(micros, basisPointsOf(taxOfInvoice(invoice).ratePercent), invoice.minorDigits)
  const taxMicros = taxUpTo(creditedBeforeMicros + netMicros) - taxUpTo(creditedBeforeMicros)
  const grossMicros = netMicros + taxMicros
  return {
    exactMicros: netMicros,
    netMicros,
    taxMicros,
    grossMicros,
    residueMicros: 0n,
    prepaidMicros: 0n,
    dueMicros: grossMicros,
  }
}

/** The frozen snapshot of a credit note, in positive amounts; its number is empty until the records give one. */
export function creditNoteDocument(parts: CreditNoteParts, amounts: CreditNoteAmounts): InvoiceDocument {
  const { invoice, issuedOn, reason } = parts
  const t = createTranslate(invoice.language)
  const money = (micros: bigint) => toDecimal(micros, invoice.minorDigits)
  const [net, tax, gross] = [amounts.netMicros, amounts.taxMicros, amounts.grossMicros].map(money)
  if (net === undefined || tax === undefined || gross === undefined) throw new Error('three sums are written')
  return {
    ...invoice,
    kind: 'credit_note',
    number: '',
    issuedOn,
    dueOn: null,
    corrects: { number: invoice.number, issuedOn: invoice.issuedOn },
    lines: parts.lines.map((line, index) => creditedLine(line, index + 1, invoice, t)),
    taxes: [{ ...taxOfInvoice(invoice), taxable: net, tax }],
    totals: { net, tax, gross, prepaid: money(0n), due: gross },
    payment: { account: null, reference: '', qr: null },
    notes: [t('invoice_document.note_reason', { reason })],
  }
}

/** A line that is taken back as a whole stands as it was; else as one piece of it, whose price is the amount. */
function creditedLine(
  { position: ofInvoice, netMicros }: CreditedLine,
  position: number,
  { lines, minorDigits }: InvoiceDocument,
  t: Translate,
): InvoiceLine {
  const line = lines.find((one) => one.position === ofInvoice)
  if (!line) throw new Error(`the invoice has no line ${ofInvoice}`)
  const net = toDecimal(netMicros, minorDigits)
  if (net === line.net) return { ...line, position }
  return {
    ...line,
    position,
    detail: t('invoice_document.line_part', { position: String(ofInvoice) }),
    quantity: netMicros < 0n ? '-1' : '1',
    unit: 'one',
    unitPrice: net.replace('-', ''),
    net,
  }
}

/** A document is taxed in one way. */
function taxOfInvoice({ taxes }: InvoiceDocument): InvoiceTax {
  const [tax] = taxes
  if (!tax) throw new Error('an invoice says how it is taxed')
  return tax
}
