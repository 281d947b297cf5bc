import type { CsvEncoding } from '../../../contract/index.ts'

export type TextEncoding = CsvEncoding | 'ibm866'

/** The text of the bytes without a byte order mark; null when they are not in this encoding. */
export function decodeText(bytes: Uint8Array, encoding: TextEncoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
