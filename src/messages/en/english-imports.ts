import { imports } from './imports.ts'

/** The words of the page of imports, and of files of refused rows, in English: fetched when it is. */
export const englishImports = {
  imports,
} as const
