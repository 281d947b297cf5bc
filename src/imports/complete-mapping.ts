import type { ImportMapping, SaidMapping } from '../contract/index.ts'
import { type Failure, fail, ok, type Result } from '../core/index.ts'

/** A guess with what somebody says of it: columns are named by their number or their title, in any case. */
export function completeMapping(
  guess: ImportMapping,
  titles: readonly string[],
  said: SaidMapping,
): Result<ImportMapping, Failure<'invalid_mapping'>> {
  const { columns: saidColumns = {}, fixed = {}, statuses = {}, ...reading } = said
  const columns = { ...guess.columns }
  for (const [field, column] of Object.entries(saidColumns)) {
    const number = typeof column === 'number' ? column : numberOf(column, titles)
    if (number === null) return fail('invalid_mapping', `The file has no column “${column}”.`)
    // A column that was guessed to be something else is that no more.
    for (const [other, taken] of Object.entries(columns)) if (taken === number) delete columns[other]
    columns[field] = number
  }
  return ok({
    ...guess,
    ...Object.fromEntries(Object.entries(reading).filter(([, value]) => value !== undefined)),
    columns,
    fixed: { ...guess.fixed, ...fixed },
    statuses: { ...guess.statuses, ...statuses },
  })
}

function numberOf(title: string, titles: readonly string[]): number | null {
  const place = titles.findIndex((known) => known.toLowerCase() === title.trim().toLowerCase())
  if (place >= 0) return place + 1
  return /^\d{1,3}$/.test(title) && Number(title) >= 1 ? Number(title) : null
}
