import type { InvoiceDocument, InvoiceParty } from '../invoice-document.ts'
import { isCreditorReference, isQrReference } from './creditor-reference.ts'
import { oneLine } from './one-line.ts'

const maxCharacters = 997

/**
 * The text of the Swiss QR-bill (SPC 0200, structured addresses). The reference is a QR reference for a QR-IBAN,
 * a creditor reference where the document's is one, else none, with the reference as message.
 *
 * @returns null where the standard has no code for the payment: another currency than CHF and EUR, an account outside
 * Switzerland and Liechtenstein, a QR-IBAN without its reference, or an amount outside 0.01–999,999,999.99.
 */
export function swissPayload(document: InvoiceDocument): string | null {
  const { payment, totals, currency } = document
  const iban = payment.account?.iban?.replace(/\s/g, '') ?? ''
  if (!/^(?:CH|LI)\d{7}[0-9A-Z]{12}$/.test(iban) || !['CHF', 'EUR'].includes(currency)) return null
  if (!/^(?!0+\.00$)\d{1,9}\.\d{2}$/.test(totals.due)) return null
  const reference = referenceFor(iban, payment.reference)
  if (!reference) return null
  const noUltimateCreditor = ['', '', '', '', '', '', '']
  const text = [
    'SPC',
    '0200',
    '1',
    iban,
    ...party(document.supplier),
    ...noUltimateCreditor,
    totals.due.replace(/^0+(?=\d)/, ''),
    currency,
    ...party(document.buyer),
    reference.kind,
    reference.value,
    reference.message,
    'EPD',
  ].join('\n')
  return text.length <= maxCharacters ? text : null
}

/** IBANs whose bank number is from 30000 to 31999 take QR references, and only these. */
function referenceFor(iban: string, reference: string) {
  const bank = Number(iban.slice(4, 9))
  const compact = reference.replace(/\s/g, '')
  if (bank >= 30_000 && bank <= 31_999)
    return isQrReference(reference) ? { kind: 'QRR', value: compact, message: '' } : null
  if (isCreditorReference(reference)) return { kind: 'SCOR', value: compact, message: '' }
  return { kind: 'NON', value: '', message: swissText(reference, 140) }
}

/** The house number may stand in the street's field. */
function party({ legalName, address }: InvoiceParty): string[] {
  return [
    'S',
    swissText(legalName, 70),
    swissText(address.street, 70),
    '',
    swissText(address.postalCode, 16),
    swissText(address.city, 35),
    address.country,
  ]
}

/** The Latin letters, digits and signs that the implementation guidelines allow (Basic Latin to Latin Extended-A). */
const allowed = /^[\u0020-\u007e\u00a0-\u017f\u0218-\u021b\u20ac]$/u

/** Letters of other scripts become a full stop: a bank would refuse the payment with them. */
function swissText(text: string, maxLength: number): string {
  const replaced = [...oneLine(text, text.length).normalize('NFC')].map((character) =>
    allowed.test(character) ? character : '.',
  )
  return oneLine(replaced.join(''), maxLength)
}
