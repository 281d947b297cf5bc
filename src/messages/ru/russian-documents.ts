import type { CatalogueIn } from '../catalogue-types.ts'
import type { englishDocuments } from '../en/english-documents.ts'
import { invoiceDocument } from './invoice-document.ts'

/** The words of documents in Russian. */
export const russianDocuments: Pick<CatalogueIn<'ru'>, keyof typeof englishDocuments> = {
  invoice_document: invoiceDocument,
}
