import { isDeepStrictEqual } from 'node:util'

/** What something was, or became, by name: what JSON can say. */
export type AuditValues = Readonly<Record<string, unknown>>

/** Values of such names are secrets or stand for them: whoever hands one over by mistake keeps it out of the log all the same. */
const secretName = /pass(word|phrase)|secret|token|hash|cookie|signing|private|recovery|auth|credential/i
const hidden = '•••'
const maxTextLength = 1_000
const maxValues = 100
const maxDepth = 4

/**
 * The values that differ, on both sides, without secrets; texts are cut at 1,000 characters and lists at 100. Where one side is
 * null (made, removed), the other is told whole.
 */
export function auditedDifference(
  before: AuditValues | null,
  after: AuditValues | null,
): { readonly before: AuditValues | null; readonly after: AuditValues | null } {
  if (before === null || after === null)
    return { before: before && clean(before, 0), after: after && clean(after, 0) }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !isDeepStrictEqual(before[name], after[name]),
  )
  return { before: clean(chosen(before, names), 0), after: clean(chosen(after, names), 0) }
}

function chosen(values: AuditValues, names: readonly string[]): AuditValues {
  return Object.fromEntries(names.filter((name) => name in values).map((name) => [name, values[name]]))
}

function clean(values: AuditValues, depth: number): AuditValues {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .slice(0, maxValues)
      .map(([name, value]) => [cleanText(name), secretName.test(name) ? hidden : cleanValue(value, depth)]),
  )
}

function cleanValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'object' || value === null)
    return typeof value === 'number' || typeof value === 'boolean' ? value : null
  if (depth >= maxDepth) return '…'
  if (Array.isArray(value)) return value.slice(0, maxValues).map((item) => cleanValue(item, depth + 1))
  return clean(value as AuditValues, depth + 1)
}

/** As the records can hold it. */
export function cleanText(text: string, maxLength = maxTextLength): string {
  return text.slice(0, maxLength).toWellFormed().replaceAll('\0', '')
}
