import type { ReportColumn, ReportTable } from './definitions/definition.ts'

/** The table with the chosen columns in their order; those that it does not have are left out. */
export function pickColumns(table: ReportTable, chosen: readonly string[] | null): ReportTable {
  if (chosen === null || table.isChosen) return table
  const places = chosen
    .map((key) => table.columns.findIndex((column) => column.key === key))
    .filter((place) => place !== -1)
  if (places.length === 0) return table
  return {
    ...table,
    columns: places.flatMap((place): ReportColumn[] => table.columns.slice(place, place + 1)),
    pages: picked(table.pages, places),
  }
}

async function* picked(
  pages: ReportTable['pages'],
  places: readonly number[],
): AsyncGenerator<readonly (readonly unknown[])[]> {
  for await (const page of pages) yield page.map((row) => places.map((place) => row[place]))
}
