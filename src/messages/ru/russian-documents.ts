import type { CatalogueIn } from '../catalogue-types.ts'
import type { englishDocuments } from '../en/english-documents.ts'
import { invoiceDocument } from './invoice-document.ts'
import { letters } from './letters.ts'
import { noticeMail } from './notice-mail.ts'
import { reportFiles } from './report-files.ts'
import { tableFile } from './table-file.ts'

/** The words of documents in Russian. */
export const russianDocuments: Pick<CatalogueIn<'ru'>, keyof typeof englishDocuments> = {
  invoice_document: invoiceDocument,
  letters,
  notice_mail: noticeMail,
  table_file: tableFile,
  report_files: reportFiles,
}
