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

/**
 * Adds columns to a SELECT, layer upon layer: each layer may use what those below it made. Layers instead of aliases,
 * since the engine writes an alias out wherever it is used, and rules upon rules would grow without bound.
 */
export function withLayers(source: string, layers: readonly Columns[]): string {
  return layers.reduce((below, layer) => `SELECT *,\n${selectList(layer)}\nFROM (\n${below}\n)`, source)
}
