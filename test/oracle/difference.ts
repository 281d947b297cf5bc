import { isDeepStrictEqual } from 'node:util'
import type { MessageDimension, MetricRow, MetricsResult } from '../../src/contract/index.ts'
import type { OracleAnswer } from './evaluate.ts'

/** Dimensions whose empty values the product shows too, as rows without messages. */
const filledDimensions: ReadonlySet<MessageDimension> = new Set(['time', 'weekday', 'hour'])

/** What an answer of the product has other than the oracle's; undefined where they agree. The order of rows is free. */
export function difference(
  actual: MetricsResult,
  expected: OracleAnswer,
  by: readonly MessageDimension[],
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
  for (const [name, row] of given)
    if (!wanted.has(name)) {
      const surplus = surplusDifference(name, row, by)
      if (surplus) return surplus
    }
  const times = new Set(actual.rows.map((row) => row['time']))
  const missing = expected.times.filter((time) => !times.has(time))
  if (by.includes('time') && (by.length === 1 || actual.rows.length > 0) && missing.length > 0)
    return `No row for the buckets ${missing.join(', ')}.`
  const totals = rowDifference(actual.totals, expected.totals)
  if (totals) return `Totals: ${totals}`
  return isDeepStrictEqual(actual.basis, expected.basis)
    ? undefined
    : `Basis: ${JSON.stringify(actual.basis)} instead of ${JSON.stringify(expected.basis)}`
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

/** A row that no message stands behind must be one that fills a calendar, and must hold nothing. */
function surplusDifference(
  name: string,
  row: MetricRow,
  by: readonly MessageDimension[],
): string | undefined {
  if (!by.some((dimension) => filledDimensions.has(dimension))) return `The row ${name} is too much.`
  const values = Object.entries(row).filter(([key]) => !(by as readonly string[]).includes(key))
  const held = values.filter(([, value]) => value !== 0 && value !== null)
  return held.length === 0 ? undefined : `The row ${name} should be empty but has ${JSON.stringify(held)}.`
}
