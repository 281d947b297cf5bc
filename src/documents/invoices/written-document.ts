import { createTranslate, type Translate } from '../../messages/index.ts'
import { createDocumentFormats, type DocumentFormats } from './document-formats.ts'
import type { InvoiceDocument } from './invoice-document.ts'

/** A document with what it takes to write it. */
export interface WrittenDocument {
  readonly document: InvoiceDocument
  readonly t: Translate
  readonly formats: DocumentFormats
  /** What it is: `Credit note`. */
  readonly title: string
  /** Whether it is laid out as Russian accountants know it: bank box on top, sum in words, signatures. */
  readonly isRussianForm: boolean
}

const titles = {
  invoice: 'invoice_document.title_invoice',
  pro_forma: 'invoice_document.title_pro_forma',
  credit_note: 'invoice_document.title_credit_note',
} as const

export function writtenDocument(document: InvoiceDocument): WrittenDocument {
  const t = createTranslate(document.language)
  return {
    document,
    t,
    formats: createDocumentFormats(document),
    title: t(titles[document.kind]),
    isRussianForm: document.language === 'ru' && document.supplier.address.country === 'RU',
  }
}

/** `1–30 September 2026 (Europe/Berlin)`: whose days they are belongs to it. */
export function writtenPeriod({ document, t, formats }: WrittenDocument): string | null {
  const { period } = document
  if (!period) return null
  const days = formats.dates(period.from, period.to)
  return t('invoice_document.period_days', { days, zone: period.timeZone })
}
