import type { MetricName, MetricRow, MetricValue } from '../../src/contract/index.ts'

/** The number in a cell; money as its amount (for drawing only, never for sums of money), null where there is none. */
export function numberAt(row: MetricRow | undefined, metric: MetricName): number | null {
  const value = row?.[metric]
  if (typeof value === 'number') return value
  if (typeof value === 'object' && value !== null) return Number(value.amount)
  return null
}

export function valueAt(row: MetricRow | undefined, metric: MetricName): MetricValue {
  const value = row?.[metric]
  return typeof value === 'string' || value === undefined ? null : value
}

/** The value of a dimension in a row; null is "not known". */
export function dimensionAt(row: MetricRow, dimension: string): string | null {
  const value = row[dimension]
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : null
}

/** "Not stated" is no answer to a question of which, so it stands after all answers, however frequent. */
export function notStatedLast(rows: readonly MetricRow[], dimension: string): MetricRow[] {
  const isStated = (row: MetricRow): boolean => dimensionAt(row, dimension) !== null
  return [...rows.filter(isStated), ...rows.filter((row) => !isStated(row))]
}

export function currencyAt(row: MetricRow | undefined, metric: MetricName): string | null {
  const value = row?.[metric]
  return typeof value === 'object' && value !== null ? value.currency : null
}
