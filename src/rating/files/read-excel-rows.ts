import { unzipSync } from 'fflate'
import readExcelFile from 'read-excel-file/universal'
import { type Failure, fail, ok, type Result } from '../../core/index.ts'
import type { FileRow } from './rate-columns.ts'

/** What the file holds once unpacked; 100,000 rates take about 40 MB. */
const maxUnpackedBytes = 256 * 1024 * 1024
/** Digits that Excel keeps of a number. */
const excelDigits = 15

/**
 * Rows of an Excel file: of the first sheet that has a column `channel`, else of the first. A number is read as the
 * decimal that a person typed: Excel stores the nearest binary fraction, with more digits than it shows.
 */
export async function readExcelRows(
  bytes: Uint8Array,
): Promise<Result<readonly FileRow[], Failure<'invalid_file'>>> {
  const unpacked = unpackedBytes(bytes)
  if (unpacked === null) return notExcel
  if (unpacked > maxUnpackedBytes)
    return fail('invalid_file', 'The file holds far more than rates: leave only their sheet in it.')
  let sheets: Awaited<ReturnType<typeof readSheets>>
  try {
    sheets = await readSheets(bytes)
  } catch (error) {
    // The reader throws errors of many kinds, down to those of its XML parser; all of them are about the file.
    if (!(error instanceof Error)) throw error
    return notExcel
  }
  const sheet = sheets.find(({ data }) => data[0]?.some((cell) => textOf(cell) === 'channel')) ?? sheets[0]
  const rows = sheet?.data ?? []
  return ok(rows.map((cells, place) => ({ row: place + 1, cells: cells.map(textOf) })))
}

async function readSheets(bytes: Uint8Array) {
  return await readExcelFile<string>(Uint8Array.from(bytes).buffer, { parseNumber: decimalText })
}

const notExcel = fail('invalid_file', 'The file is not an Excel workbook (.xlsx).')

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

/** `7.4999999999999997E-2`, as Excel stores what was typed as 0.075, is `0.075`. Exponents are written out. */
export function decimalText(stored: string): string {
  const number = Number(stored)
  if (!Number.isFinite(number)) return stored
  const short = String(Number(number.toPrecision(excelDigits)))
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(short)
  if (!match) return short
  const [, sign = '', first = '', rest = '', exponent = '0'] = match
  const digits = first + rest
  const point = 1 + Number(exponent)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return `${sign}${digits.padEnd(point, '0')}`
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString() : String(cell).trim()
}
