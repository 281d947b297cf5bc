import { invoiceDocument } from './invoice-document.ts'

/** The words of documents in English: only the server writes them, no page fetches them. */
export const englishDocuments = {
  invoice_document: invoiceDocument,
} as const
