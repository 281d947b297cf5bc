import type { InvoiceDocument, PaymentQrKind } from '../invoice-document.ts'
import { epcPayload } from './epc-payload.ts'
import { st00012Payload } from './st00012-payload.ts'
import { swissPayload } from './swiss-payload.ts'

const payloads: Readonly<Record<PaymentQrKind, (document: InvoiceDocument) => string | null>> = {
  epc: epcPayload,
  swiss: swissPayload,
  st00012: st00012Payload,
}

/** What the document's payment code says; null where it asks for none, or its kind has none for this payment. */
export function paymentPayload(document: InvoiceDocument): string | null {
  const { qr } = document.payment
  // A credit note is money that goes the other way.
  return qr && document.kind !== 'credit_note' ? payloads[qr](document) : null
}
