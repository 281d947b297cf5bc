import type { InvoiceDocument } from '../invoice-document.ts'
import { isCreditorReference } from './creditor-reference.ts'
import { oneLine } from './one-line.ts'

const maxBytes = 331

/**
 * The text of the European payment code (EPC069-12 version 002: SEPA credit transfer, UTF-8). It is drawn with error
 * correction M.
 *
 * @returns null where the standard has no code for the payment: another currency than the euro, no IBAN, or an amount
 * outside 0.01–999,999,999.99.
 */
export function epcPayload(document: InvoiceDocument): string | null {
  const { payment, totals, currency, supplier } = document
  const iban = payment.account?.iban?.replace(/\s/g, '')
  if (currency !== 'EUR' || !iban || !/^(?!0+(\.0+)?$)\d{1,9}(\.\d{1,2})?$/.test(totals.due)) return null
  const structured = isCreditorReference(payment.reference)
  const lines = [
    'BCD',
    '002',
    '1',
    'SCT',
    payment.account?.bic ?? '',
    oneLine(supplier.legalName, 70),
    iban,
    `EUR${totals.due}`,
    '',
    structured ? payment.reference.replace(/\s/g, '') : '',
    structured ? '' : oneLine(payment.reference, 140),
  ]
  // Empty fields at the end are left out.
  const text = lines.join('\n').replace(/\n+$/, '')
  return new TextEncoder().encode(text).length <= maxBytes ? text : null
}
