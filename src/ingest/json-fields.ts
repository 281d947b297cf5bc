import { parseJson } from '../core/index.ts'

/** The body as a JSON object; null when it is not one. Bytes that are not UTF-8 are replaced, not refused. */
export function parseJsonObject(body: Uint8Array): object | null {
  const value = parseJson(new TextDecoder().decode(body))?.value
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
}

/** A JSON body; null when it is none. Whole numbers above 2⁵³ become text, so that ids keep all their digits. */
export function parseJsonBody(body: Uint8Array): { readonly value: unknown } | null {
  const text = new TextDecoder().decode(body)
  const parsed = parseJson(text)
  return parsed && longNumber.test(text) ? parseJson(text.replace(stringOrLongNumber, quoteNumber)) : parsed
}

const longNumber = /\d{16}/
/** Strings are matched whole, to be passed over. Only for valid JSON: there every string ends. */
const stringOrLongNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g

function quoteNumber(match: string): string {
  return match.startsWith('"') ? match : `"${match}"`
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

/** Providers write booleans as such, or as text or a number. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === 'string' && /^(?:true|1)$/i.test(value.trim()))
}
