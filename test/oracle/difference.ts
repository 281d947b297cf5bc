import { isDeepStrictEqual } from 'node:util'
import type { MetricRow, MetricsResult } from '../../src/contract/index.ts'
import type { OracleAnswer } from './evaluate.ts'

/** Dimensions whose values are all shown, also as rows without messages, where no others are asked for. */
const calendarDimensions: ReadonlySet<string> = new Set(['weekday', 'hour'])

/** What an answer of the product has other than the oracle's; undefined where they agree. The order of rows is free. */
export function difference(
  actual: MetricsResult,
  expected: OracleAnswer,
  by: readonly string[],
): string | undefined {
  if (actual.truncated) return 'The answer is truncated.'
  const named = (rows: readonly MetricRow[]): Map<string, MetricRow> =>
    new Map(rows.map((row) => [JSON.stringify(by.map((dimension) => row[dimension])), row]))
  const given = named(actual.rows)
  if (given.size !== actual.rows.length) return 'Two rows have the same keys.'
  const wanted = named(expected.rows)
  for (const [name, row] of wanted) {
    const other = given.get(name)
    if (!other) return `The row ${name} is missing.`
    const parts = rowDifference(other, row)
    if (parts) return `Row ${name}: ${parts}`
  }
  const shown = new Set(expected.shown.map((keys) => JSON.stringify(keys)))
  for (const [name, row] of given)
    if (!wanted.has(name)) {
      const isCalendar = by.length > 0 && by.every((dimension) => calendarDimensions.has(dimension))
      if (!isCalendar && !shown.has(name)) return `The row ${name} is too much: ${JSON.stringify(row)}`
      const held = heldBy(name, row, by)
      if (held) return held
    }
  const missing = [...shown].filter((name) => !given.has(name))
  if (missing.length > 0) return `No row for ${missing.slice(0, 5).join(', ')}.`
  const totals = rowDifference(actual.totals, expected.totals)
  if (totals) return `Totals: ${totals}`
  return basisDifference(actual.basis, expected.basis)
}

function basisDifference(
  actual: MetricsResult['basis'],
  expected: MetricsResult['basis'],
): string | undefined {
  const names = [...new Set([...Object.keys(actual), ...Object.keys(expected)])]
  const different = names.filter((name) => !isDeepStrictEqual(actual[name], expected[name]))
  if (different.length === 0) return undefined
  const said = different.map(
    (name) => `${name} is ${JSON.stringify(actual[name])} instead of ${JSON.stringify(expected[name])}`,
  )
  return `Basis: ${said.join('; ')}`
}

function rowDifference(actual: MetricRow, expected: MetricRow): string | undefined {
  const names = new Set([...Object.keys(actual), ...Object.keys(expected)])
  const different = [...names].filter((name) => !isSame(actual[name], expected[name]))
  if (different.length === 0) return undefined
  return different
    .map((name) => `${name} is ${JSON.stringify(actual[name])} instead of ${JSON.stringify(expected[name])}`)
    .join('; ')
}

/** Shares are quotients of whole numbers below 2⁵³: both sides round the same way, up to the last digit. */
function isSame(actual: unknown, expected: unknown): boolean {
  if (typeof actual === 'number' && typeof expected === 'number')
    return Math.abs(actual - expected) <= 1e-12 * Math.abs(expected)
  return isDeepStrictEqual(actual, expected)
}

/** A row that no message stands behind must hold nothing. */
function heldBy(name: string, row: MetricRow, by: readonly string[]): string | undefined {
  const values = Object.entries(row).filter(([key]) => !by.includes(key))
  const held = values.filter(([, value]) => value !== 0 && value !== null)
  return held.length === 0 ? undefined : `The row ${name} should be empty but has ${JSON.stringify(held)}.`
}
