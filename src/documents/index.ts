export type { ColumnType, FinishedTable, TableColumn, TableNote } from './finished-table.ts'
export type {
  BankAccount,
  Decimal,
  InvoiceDocument,
  InvoiceKind,
  InvoiceLine,
  InvoiceParty,
  InvoicePayment,
  InvoicePeriod,
  InvoiceReferences,
  InvoiceTax,
  InvoiceTotals,
  InvoiceUnit,
  LocalDate,
  PaymentQrKind,
  PostalAddress,
  TaxCategory,
} from './invoices/invoice-document.ts'
export { createInvoiceRenderer, type InvoiceRenderer } from './invoices/invoice-renderer.ts'
export { paymentPayload } from './invoices/payment-qr/payment-payload.ts'
export { maxInvoiceLines, renderInvoice } from './invoices/render-invoice.ts'
export { runInThread } from './run-in-thread.ts'
export {
  openTableFile,
  type TableFile,
  type TableFileOptions,
  type TableFileSums,
} from './table-files/open-table-file.ts'
export type { TableRows } from './table-files/table-encoder.ts'
export type { TableFileFailure } from './table-files/table-file-failure.ts'
export type { TableFileFormat } from './table-files/table-file-job.ts'
export { createTurns } from './turns.ts'
export { type CsvOptions, writeCsv } from './write-csv.ts'
export { maxXlsxCells, maxXlsxRows, writeXlsx, type XlsxFailure } from './write-xlsx.ts'
