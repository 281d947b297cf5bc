/** Expressions of a SELECT by column name. */
export type Columns = Readonly<Record<string, string>>

/** Writes `expression AS name` per column. */
export function selectList(columns: Columns): string {
  return Object.entries(columns)
    .map(([name, expression]) => (name === expression ? `  ${name}` : `  ${expression} AS ${name}`))
    .join(',\n')
}

/** Carries columns through unchanged. */
export function same(...names: readonly string[]): Columns {
  return Object.fromEntries(names.map((name) => [name, name]))
}
