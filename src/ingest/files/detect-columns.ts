import type { FileField } from './file-kind.ts'
import { titleKey } from './title-key.ts'

/** What titles say besides their field: a zone, or a currency. */
const unitAtEnd = /[\s,(]+(?:UTC|GMT|[A-Z]{3}|руб\.?|₽)\)?\s*$/

/**
 * Field → number of its column, from 1. A column is that of one field; where several fit, the title that its field names
 * earlier wins.
 */
export function detectColumns(
  fields: readonly FileField[],
  titles: readonly string[],
): Record<string, number> {
  const keys = titles.map(titleKey)
  const withoutUnits = titles.map((title) => titleKey(title.replace(unitAtEnd, '')))
  const fits = fields.flatMap(({ name, titles: known }) =>
    known.flatMap((title, rank) => {
      const key = titleKey(title)
      const place = keys.indexOf(key)
      const column = 1 + (place < 0 ? withoutUnits.indexOf(key) : place)
      return column === 0 ? [] : [{ name, rank, column }]
    }),
  )
  const columns: Record<string, number> = {}
  const used = new Set<number>()
  for (const { name, column } of fits.toSorted((a, b) => a.rank - b.rank)) {
    if (columns[name] !== undefined || used.has(column)) continue
    columns[name] = column
    used.add(column)
  }
  return columns
}

/** How many titles of a row are known: by it the row of the titles is found. */
export function knownTitles(fields: readonly FileField[], titles: readonly string[]): number {
  return Object.keys(detectColumns(fields, titles)).length
}
