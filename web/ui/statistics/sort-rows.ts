import type { MetricName, MetricRow } from '../../../src/contract/index.ts'
import { numberAt } from '../../api/metric-rows.ts'

/**
 * Rows in the order of a column: a metric, or anything else for the name of the row. Rows without a value stand at
 * the end in both directions; equal ones keep the order of the answer.
 */
export function sortRows(
  rows: readonly MetricRow[],
  by: string,
  direction: 'asc' | 'desc',
  nameOf: (row: MetricRow) => string,
): MetricRow[] {
  const sign = direction === 'asc' ? 1 : -1
  if (!by.includes('.')) return rows.toSorted((a, b) => sign * nameOf(a).localeCompare(nameOf(b)))
  const metric = by as MetricName
  return rows.toSorted((a, b) => {
    const left = numberAt(a, metric)
    const right = numberAt(b, metric)
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    return sign * (left - right)
  })
}
