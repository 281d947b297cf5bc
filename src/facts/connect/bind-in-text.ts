import type { QueryParam, QueryParams } from './engine.ts'

/** `{name:Type}` as in the engine's own syntax of bound values. */
const placeholder = /\{([A-Za-z_]\w*):([^{}]+)\}/g

/**
 * Writes bound values into a statement as `_CAST(literal, 'Type')`, which is what the engine itself makes of them. Both
 * drivers have their own way to bind, and neither will do: the embedded one runs statements with values one at a time
 * in the whole process, since its connections share one set of them; over HTTP a value has at most 128 KiB.
 * @throws TypeError when a value is missing or is no number that can be written
 */
export function bindInText(sql: string, params: QueryParams = {}): string {
  return sql.replaceAll(placeholder, (_, name: string, type: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    if (value === undefined) throw new TypeError(`The statement has no value for {${name}}.`)
    return `_CAST(${literalOf(value)}, ${quoted(type.trim())})`
  })
}

function literalOf(value: QueryParam): string {
  if (value === null) return 'NULL'
  switch (typeof value) {
    case 'string':
      return quoted(value)
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('A bound number must be finite.')
      return String(value)
    case 'bigint':
    case 'boolean':
      return String(value)
    default:
      return `[${value.map(literalOf).join(', ')}]`
  }
}

/** ClickHouse, "String literals": only the quote and the backslash need a backslash before them. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
