import { xlsxTextElement } from './xlsx-text.ts'

/** Texts that come again and again are written once and named by their number: a smaller file that opens sooner. */
export interface SharedStrings {
  /** Number of the text, or `undefined` where it is better written in its cell. */
  indexOf(column: number, text: string): number | undefined
  /** The part `sharedStrings.xml`. */
  xml(): string
}

const maxPerColumn = 2_000
const maxInAll = 20_000
const maxTextLength = 128
/** A column is given up when it was full before its texts came again this often. */
const minRepeats = 3

interface ColumnTexts {
  readonly indexes: Map<string, number>
  seen: number
}

export function createSharedStrings(columns: number): SharedStrings {
  const texts: string[] = []
  const byColumn: (ColumnTexts | null)[] = Array.from({ length: columns }, () => ({
    indexes: new Map(),
    seen: 0,
  }))
  const add = (position: number, column: ColumnTexts, text: string): number | undefined => {
    if (column.indexes.size >= maxPerColumn || texts.length >= maxInAll) {
      if (column.seen < minRepeats * column.indexes.size) byColumn[position] = null
      return undefined
    }
    const index = texts.push(text) - 1
    column.indexes.set(text, index)
    return index
  }
  return {
    indexOf(position, text) {
      const column = byColumn[position]
      if (!column || text.length > maxTextLength) return undefined
      column.seen += 1
      return column.indexes.get(text) ?? add(position, column, text)
    },
    xml() {
      const items = texts.map((text) => `<si>${xlsxTextElement(text)}</si>`).join('')
      return `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="${texts.length}">${items}</sst>`
    },
  }
}
