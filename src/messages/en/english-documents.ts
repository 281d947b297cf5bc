import { invoiceDocument } from './invoice-document.ts'
import { letters } from './letters.ts'
import { noticeMail } from './notice-mail.ts'
import { reportFiles } from './report-files.ts'
import { tableFile } from './table-file.ts'

/** The words of documents and e-mails in English: only the server writes them, no page fetches them. */
export const englishDocuments = {
  invoice_document: invoiceDocument,
  letters,
  notice_mail: noticeMail,
  table_file: tableFile,
  report_files: reportFiles,
} as const
