import { ok, type Result } from '../../../core/index.ts'
import { toExcelCell } from '../../excel-cell.ts'
import type { TableColumn, TableNote } from '../../finished-table.ts'
import { createLocalClock } from '../../local-clock.ts'
import type { ByteSink } from '../byte-sink.ts'
import type { TableEncoder } from '../table-encoder.ts'
import { fileTooLarge, type TableFileFailure } from '../table-file-failure.ts'
import { createZipWriter, maxZipBytes, type ZipEntry, zipReserveBytes } from '../zip-writer.ts'
import { createCellStyles, fixedStyles } from './cell-styles.ts'
import { createSharedStrings } from './shared-strings.ts'
import { createSheetNames, type SheetWords } from './sheet-names.ts'
import { columnLetters, dataCell, sheetFoot, sheetHead, textCell, titleRow } from './sheet-xml.ts'
import { type SheetEntry, workbookParts } from './workbook-parts.ts'

export interface XlsxTable {
  readonly columns: readonly TableColumn[]
  readonly about: readonly TableNote[]
  readonly timeZone: string
  readonly widthsChars: readonly number[]
  readonly words: SheetWords
}

/** When a next sheet or no further one is begun. */
export interface XlsxBounds {
  /** Without the titles. */
  readonly rowsPerSheet: number
  readonly fileBytes: number
}

/** Excel's own limit is 1,048,576 with the line of titles. */
export const standardXlsxBounds: XlsxBounds = {
  rowsPerSheet: 1_048_575,
  fileBytes: maxZipBytes - zipReserveBytes,
}

/** Packed in pieces of about this length, in UTF-16 units. */
const pieceLength = 256 * 1024
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const aboutWidthsChars = [28, 60]

interface OpenSheet {
  readonly entry: ZipEntry
  readonly firstRow: number
  rows: number
}

/** Data sheets as rows come, then the first sheet with what the file is about, which ends with the totals. */
export function createXlsxEncoder(table: XlsxTable, sink: ByteSink, bounds: XlsxBounds): TableEncoder {
  const zip = createZipWriter(sink)
  const clock = createLocalClock(table.timeZone)
  const parts = { styles: createCellStyles(), strings: createSharedStrings(table.columns.length) }
  const columns = table.columns.map(({ type }, index) => ({ type, letters: columnLetters(index), index }))
  const lastLetters = columns.at(-1)?.letters ?? 'A'
  const names = createSheetNames(table.words)
  const sheets: SheetEntry[] = []
  let rowCount = 0
  let xml = ''

  const flush = async (entry: ZipEntry): Promise<void> => {
    const piece = Buffer.from(xml)
    xml = ''
    await entry.write(piece)
  }
  // The first sheet has number 1 and is written last.
  const openSheet = (): OpenSheet => {
    xml =
      declaration +
      sheetHead(table.widthsChars, { frozen: true }) +
      titleRow(table.columns.map(({ title }) => title))
    return { entry: zip.open(`xl/worksheets/sheet${sheets.length + 2}.xml`), firstRow: rowCount + 1, rows: 0 }
  }
  const closeSheet = async ({ entry, firstRow, rows }: OpenSheet): Promise<void> => {
    xml += sheetFoot(columns.length > 0 ? `A1:${lastLetters}${rows + 1}` : undefined)
    await flush(entry)
    await entry.close()
    sheets.push({
      name: names.rows(firstRow, rowCount),
      ...(columns.length > 0 ? { filtered: `$A$1:$${lastLetters}$${rows + 1}` } : {}),
    })
  }
  const rowXml = (row: readonly unknown[], number: number): string => {
    let cells = ''
    for (const { type, letters, index } of columns) {
      const cell = toExcelCell(type, row[index], clock)
      cells += dataCell({ column: index, reference: letters + number }, cell, parts)
    }
    return `<row r="${number}">${cells}</row>`
  }
  const writePart = async (name: string, content: string): Promise<void> => {
    const entry = zip.open(name)
    await entry.write(Buffer.from(declaration + content))
    await entry.close()
  }
  const aboutXml = (notes: readonly TableNote[]): string => {
    const rows = notes.map(({ label, value, type }, index) => {
      const cell = toExcelCell(type ?? 'text', value, clock)
      const reference = `B${index + 1}`
      const content =
        cell?.kind === 'text'
          ? textCell(reference, cell.text, fixedStyles.note)
          : dataCell({ column: -1, reference }, cell, parts)
      return `<row r="${index + 1}">${textCell(`A${index + 1}`, label, fixedStyles.label)}${content}</row>`
    })
    return sheetHead(aboutWidthsChars, { frozen: false }) + rows.join('') + sheetFoot()
  }

  let sheet = openSheet()
  return {
    async writeRows(rows) {
      for (const row of rows) {
        if (sheet.rows === bounds.rowsPerSheet || sheet.entry.size > bounds.fileBytes) {
          await closeSheet(sheet)
          sheet = openSheet()
        }
        sheet.rows += 1
        rowCount += 1
        xml += rowXml(row, sheet.rows + 1)
        if (xml.length < pieceLength) continue
        await flush(sheet.entry)
        if (zip.size > bounds.fileBytes) return fileTooLarge()
      }
      return ok(undefined)
    },
    async end(totals): Promise<Result<void, TableFileFailure>> {
      await closeSheet(sheet)
      await writePart('xl/worksheets/sheet1.xml', aboutXml([...table.about, ...totals]))
      await writePart('xl/styles.xml', parts.styles.xml())
      await writePart('xl/sharedStrings.xml', parts.strings.xml())
      const all = [{ name: names.about }, ...nameAlone(sheets, names.data)]
      for (const [name, content] of workbookParts(all)) await writePart(name, content)
      zip.end()
      return zip.size > maxZipBytes ? fileTooLarge() : ok(undefined)
    },
  }
}

/** Data that fits one sheet is called by its own name. */
function nameAlone(sheets: readonly SheetEntry[], name: string): readonly SheetEntry[] {
  return sheets.length === 1 ? sheets.map((sheet) => ({ ...sheet, name })) : sheets
}
