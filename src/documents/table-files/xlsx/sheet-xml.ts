import type { ExcelCell } from '../../excel-cell.ts'
import { type CellStyles, fixedStyles } from './cell-styles.ts'
import type { SharedStrings } from './shared-strings.ts'
import { xlsxTextElement } from './xlsx-text.ts'

const head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
const frozenTitles =
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'

/** `A`, `Z`, `AA` … for positions from 0. */
export function columnLetters(position: number): string {
  const last = String.fromCharCode(65 + (position % 26))
  return position < 26 ? last : columnLetters(Math.floor(position / 26) - 1) + last
}

export function sheetHead(widthsChars: readonly number[], { frozen }: { readonly frozen: boolean }): string {
  const columns = widthsChars.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  const cols = columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''
  return `${head}${frozen ? frozenTitles : ''}${cols}<sheetData>`
}

/** @param filtered the cells to filter by, such as `A1:C9` */
export function sheetFoot(filtered?: string): string {
  return `</sheetData>${filtered ? `<autoFilter ref="${filtered}"/>` : ''}</worksheet>`
}

export function textCell(reference: string, text: string, style: number): string {
  return `<c r="${reference}" s="${style}" t="inlineStr"><is>${xlsxTextElement(text)}</is></c>`
}

/** The line of titles. */
export function titleRow(titles: readonly string[]): string {
  const cells = titles.map((title, index) => textCell(`${columnLetters(index)}1`, title, fixedStyles.title))
  return `<row r="1">${cells.join('')}</row>`
}

/** A cell of data; an empty one is left out. */
export function dataCell(
  place: { readonly column: number; readonly reference: string },
  cell: ExcelCell,
  { styles, strings }: { readonly styles: CellStyles; readonly strings: SharedStrings },
): string {
  if (!cell) return ''
  const { reference } = place
  if (cell.kind === 'number')
    return `<c r="${reference}" s="${styles.styleOf(cell.format)}"><v>${cell.number}</v></c>`
  const shared = strings.indexOf(place.column, cell.text)
  if (shared !== undefined) return `<c r="${reference}" t="s"><v>${shared}</v></c>`
  return `<c r="${reference}" t="inlineStr"><is>${xlsxTextElement(cell.text)}</is></c>`
}
