import type { CsvEncoding } from '../../../../contract/index.ts'
import { decodeText } from '../decode-text.ts'

/**
 * UTF-8 where it can be that. Else by how bytes above 0x7F stand: Russian words in Windows-1251 are runs of them, while in the
 * languages of Windows-1252 an accented letter has plain ones around it.
 */
export function guessEncoding(bytes: Uint8Array): CsvEncoding {
  if (decodeText(bytes, 'utf-8') !== null) return 'utf-8'
  let high = 0
  let inRuns = 0
  for (const [at, byte] of bytes.entries()) {
    if (byte < 0xc0) continue
    high += 1
    if ((bytes[at - 1] ?? 0) >= 0xc0 || (bytes[at + 1] ?? 0) >= 0xc0) inRuns += 1
  }
  return inRuns * 2 > high ? 'windows-1251' : 'windows-1252'
}
