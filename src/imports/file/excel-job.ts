/** What the thread that reads an Excel file is started with, and what it answers: the sheet as CSV, or null where it is none. */
export interface ExcelJob {
  readonly bytes: Uint8Array
}
export type ExcelAnswer = { readonly csv: string } | { readonly fault: 'invalid_file' | 'too_large' }
