import { maxTextLength } from './bank-statement.ts'

/** A text in one line, without doubled spaces and what no store can hold; null when nothing is left. */
export function oneLine(text: string | undefined): string | null {
  const tidy = (text ?? '').toWellFormed().replaceAll('\0', ' ').replace(/\s+/g, ' ').trim()
  return tidy === '' ? null : tidy.slice(0, maxTextLength).toWellFormed()
}

/** An account number as it is compared and kept: without spaces, in capitals. */
export function accountNumber(text: string | undefined): string | null {
  const compact = oneLine(text)?.replaceAll(' ', '').toUpperCase() ?? ''
  return compact === '' ? null : compact.slice(0, 50)
}
