import type { ReportColumn } from './definition.ts'

/** Keys of the columns that a file gets: those that were chosen, or those by default. */
export function chosenKeys(
  columns: readonly ReportColumn[],
  chosen: readonly string[] | null,
): readonly string[] {
  return chosen ?? columns.filter(({ isDefault }) => isDefault).map(({ key }) => key)
}
