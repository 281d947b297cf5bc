import { decodeText } from '../decode-text.ts'

/**
 * The text of a file of 1CClientBankExchange. Its head names the encoding in that encoding: `Windows` is Windows-1251, `DOS`
 * is code page 866. Russian text in either is not UTF-8, so UTF-8 is tried first. Null when it is none of them.
 */
export function decodeOneC(bytes: Uint8Array): string | null {
  const text = decodeText(bytes, 'utf-8')
  if (text !== null) return text
  const dos = decodeText(bytes, 'ibm866')
  if (dos !== null && /^Кодировка=DOS\s*$/m.test(dos.slice(0, 2_000))) return dos
  return decodeText(bytes, 'windows-1251')
}
