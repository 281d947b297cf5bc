/** A cell without spaces around it, and without the apostrophe that keeps spreadsheets from calculating what follows. */
export function tidyCell(cell: string): string {
  const text = cell.trim()
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text
}
