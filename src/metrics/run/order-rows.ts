import type { MetricValue } from '../../contract/index.ts'
import type { OrderKey, TablePlan } from '../plan/plan-table.ts'
import type { KeyValue, TableRow } from './table.ts'

/** The plan's order for rows that were filled here; the same one that `buildQuery` writes for the engine. */
export function orderRows(rows: readonly TableRow[], plan: TablePlan): readonly TableRow[] {
  const ties = plan.dimensions.map((_, index): OrderKey => ({ kind: 'dimension', index, descending: false }))
  const keys = [...plan.order, ...ties]
  return rows.toSorted((left, right) => {
    for (const key of keys) {
      const difference = compare(valueOf(left, key), valueOf(right, key), key.descending)
      if (difference !== 0) return difference
    }
    return 0
  })
}

function valueOf(row: TableRow, { kind, index }: OrderKey): KeyValue {
  return kind === 'dimension' ? (row.keys[index] ?? null) : comparable(row.values[index] ?? null)
}

/** Amounts of one currency compare as numbers: the order of rows needs no exactness beyond a double's. */
function comparable(value: MetricValue): number | null {
  return typeof value === 'object' && value !== null ? Number(value.amount) : value
}

function compare(left: KeyValue, right: KeyValue, descending: boolean): number {
  if (left === right) return 0
  if (left === null) return 1
  if (right === null) return -1
  const ascending = left < right ? -1 : 1
  return descending ? -ascending : ascending
}
