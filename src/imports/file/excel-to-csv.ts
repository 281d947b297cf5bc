import { unzipSync } from 'fflate'
import readExcelFile from 'read-excel-file/universal'
import type { ExcelAnswer } from './excel-job.ts'

/** What the file holds once unpacked. */
const maxUnpackedBytes = 512 * 1024 * 1024
/** Digits that Excel keeps of a number. */
const excelDigits = 15

/** The fullest sheet of an Excel file as CSV: commas, dates as they show on the sheet, which knows no zones. */
export async function excelToCsv(bytes: Uint8Array): Promise<ExcelAnswer> {
  const unpacked = unpackedBytes(bytes)
  if (unpacked === null) return { fault: 'invalid_file' }
  if (unpacked > maxUnpackedBytes) return { fault: 'too_large' }
  try {
    const sheets = await readExcelFile<string>(Uint8Array.from(bytes).buffer, { parseNumber: typedNumber })
    const [fullest] = sheets.toSorted((a, b) => b.data.length - a.data.length)
    const lines = (fullest?.data ?? []).map((cells) => cells.map((cell) => csvCell(textOf(cell))).join(','))
    return { csv: `${lines.join('\n')}\n` }
  } catch (error) {
    // The reader throws errors of many kinds, down to those of its XML parser; all of them are about the file.
    if (!(error instanceof Error)) throw error
    return { fault: 'invalid_file' }
  }
}

/** Asked of the directory of the archive, before anything is unpacked; null when it is none. */
function unpackedBytes(bytes: Uint8Array): number | null {
  let sum = 0
  try {
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        sum += originalSize
        return false
      },
    })
    return sum
  } catch {
    return null
  }
}

/** Excel stores the nearest binary fraction of what was typed. Long numbers are ids, which stay as they are. */
function typedNumber(stored: string): string {
  const number = Number(stored)
  if (/^-?\d+$/.test(stored) || !Number.isFinite(number)) return stored
  const short = String(Number(number.toPrecision(excelDigits)))
  // A telephone number that Excel took for a number: 4.915112345678E+12.
  return Number.isInteger(number) && Math.abs(number) < Number.MAX_SAFE_INTEGER ? String(number) : short
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (!(cell instanceof Date)) return String(cell)
  const text = cell.toISOString().slice(0, -1).replace('T', ' ')
  return text.endsWith('.000') ? text.slice(0, -4) : text
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
