import { parseJson } from '../core/index.ts'

/** The body as a JSON object; null when it is not one. Bytes that are not UTF-8 are replaced, not refused. */
export function parseJsonObject(body: Uint8Array): object | null {
  const value = parseJson(new TextDecoder().decode(body))?.value
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
}

/** The value at a path of own fields; undefined where there is none or it is null. */
export function fieldOf(value: unknown, ...path: readonly string[]): unknown {
  let current = value
  for (const name of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined
    current = Reflect.get(current, name)
  }
  return current ?? undefined
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
